import Glibc
import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Which job is the head of a run that is detached: `head.json` in the run's folder and in its copy.
struct HeadRecord: Hashable, Sendable {
  /// The job's id.
  var job: String
  /// The environment's name; its settings stand in `configuration.json`.
  var environment: String
  /// The run's copy, which the head keeps.
  var copy: FileReference
  /// How many heads the run has had, this one included.
  var number: Int
  /// Milliseconds since 1970.
  var submitted: Int64

  static let name = "head.json"

  /// Nil for a run that is not detached.
  init?(of directory: RunDirectory) {
    guard let bytes = try? Disk.read(directory.head), let json = try? JSONParser.parse(bytes),
      let job = json["job"]?.string, let environment = json["environment"]?.string, let copy = json["copy"]?.string
    else { return nil }
    self.job = job
    self.environment = environment
    self.copy = FileReference(copy)
    number = json["number"]?.int.flatMap { Int(exactly: $0) } ?? 1
    submitted = json["submitted"]?.int ?? 0
  }

  init(job: String, environment: String, copy: FileReference, number: Int, submitted: Int64) {
    self.job = job
    self.environment = environment
    self.copy = copy
    self.number = number
    self.submitted = submitted
  }

  /// Keeps it in the run's folder and in the copy.
  func write(to directory: RunDirectory, _ storage: any Storage) async throws {
    let values: JSONObject = [
      "job": .string(job), "environment": .string(environment), "copy": .string(copy.location),
      "number": .int(number), "submitted": .int(submitted),
    ]
    try directory.write(values, to: directory.head)
    try await storage.write(Array(JSONWriter.indented(.object(values)).utf8), to: copy.appending(Self.name))
  }

  /// The run is one of this machine from now on.
  static func remove(from directory: RunDirectory) throws {
    guard unlink(directory.head) != 0, errno != ENOENT else { return }
    throw ExecutionError(doing: "remove", path: directory.head, number: errno, writing: true)
  }

  /// The run of the head's own job: apart from the run's, which it must not be taken for a job of.
  static func place(of run: RunPlace) -> RunPlace {
    RunPlace(name: run.name + "-head", folder: run.folder, key: run.key + "-head")
  }

  /// Where a person looks at the job.
  static func console(of job: String, in region: String) -> String {
    "https://\(region).console.aws.amazon.com/batch/home?region=\(region)#jobs/detail/\(job)"
  }
}
