import Glibc
import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// How a run was started: all that somebody needs who goes on with it. `run.json`, with copies of the documents and of
/// martlet.yaml beside it, so that what is edited meanwhile changes nothing.
struct RunRecord: Hashable, Sendable {
  /// The path or URL of the main document.
  var source: String
  var target: String?
  /// The environment's name.
  var environment: String
  var containers: ContainerChoice
  var failureMode: FailureMode
  /// False for a run without the call cache, whatever martlet.yaml says.
  var usesCache = true
  /// By path or URL.
  var documents: [String: [UInt8]]
  /// Nil: there was none.
  var configuration: [UInt8]?
  /// What was typed, without secrets; for reports.
  var command: String?
  /// Workflow options that count.
  var options: JSONObject

  private static let version = 1
  private static let snakemake = "snakemake"
  private static func path(_ directory: RunDirectory) -> String { directory.path + "/run.json" }
  static func configurationPath(_ directory: RunDirectory) -> String { directory.path + "/martlet.yaml" }

  init(
    source: String, target: String?, environment: String, containers: ContainerChoice, failureMode: FailureMode,
    usesCache: Bool = true, documents: [String: [UInt8]], configuration: [UInt8]?, command: String? = nil,
    options: JSONObject = JSONObject()
  ) {
    self.options = options
    self.source = source
    self.target = target
    self.environment = environment
    self.containers = containers
    self.failureMode = failureMode
    self.usesCache = usesCache
    self.documents = documents
    self.configuration = configuration
    self.command = command
  }

  // MARK: Writing

  /// - Throws: ``ExecutionError`` when the folder cannot be written.
  func write(to directory: RunDirectory) throws {
    var copies: [JSONValue] = []
    for (number, (path, bytes)) in documents.sorted(by: { $0.key < $1.key }).enumerated() {
      let copy =
        "source/\(number)-" + FileReference(path).name.filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
      try Self.keep(bytes, at: directory.path + "/" + copy)
      copies.append(["path": .string(path), "copy": .string(copy)])
    }
    // Variables of commands may stand in it.
    if let configuration { try Self.keep(configuration, at: Self.configurationPath(directory), mode: 0o600) }
    var members: JSONObject = ["version": .int(Self.version), "source": .string(source)]
    if let target { members["target"] = .string(target) }
    members["environment"] = .string(environment)
    members["containers"] = .string(containers.rawValue)
    members["failureMode"] = .string(failureMode.rawValue)
    if !usesCache { members["cache"] = false }
    if let command { members["command"] = .string(command) }
    if !options.isEmpty { members["options"] = .object(options) }
    members["martlet"] = .string(Version.text)
    members["documents"] = .array(copies)
    try directory.write(members, to: Self.path(directory))
  }

  /// Of a run whose jobs Snakemake hands over, which alone can go on with it.
  ///
  /// - Parameter folder: where Snakemake was started.
  static func writeOfSnakemake(in folder: String, to directory: RunDirectory) throws {
    try directory.write(
      ["version": .int(version), snakemake: .string(folder), "martlet": .string(Version.text)], to: path(directory))
  }

  private static func keep(_ bytes: [UInt8], at path: String, mode: UInt32 = 0o666) throws {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(Disk.parent(of: path))
      try Disk.write(bytes, to: path, mode: mode)
    }
  }

  // MARK: Reading

  /// A file that the run kept, and that is not there any more or not what it was.
  static func unreadable(_ directory: RunDirectory, _ path: String, _ error: any Error) -> ExecutionError {
    let reason = (error as? ExecutionError)?.message ?? "\(path) is damaged: \(error)"
    return ExecutionError(
      .notReadable, "cannot resume the run \(directory.place.name): \(reason)",
      help: "put the file back, or start the run anew: martlet run")
  }

  /// Where the Snakemake was started whose jobs are the run; nil for any other run.
  static func snakemakeFolder(of directory: RunDirectory) -> String? {
    guard let bytes = try? Disk.read(path(directory)), let json = try? JSONParser.parse(bytes) else { return nil }
    return json[snakemake]?.string
  }

  /// How a run was started, for its reports, as far as it is known.
  static func start(of directory: RunDirectory) -> (command: String?, version: String?, source: String?) {
    let json = (try? Disk.read(path(directory))).flatMap { try? JSONParser.parse($0) }
    let source = json?["source"]?.string ?? json?[snakemake]?.string
    return (json?["command"]?.string, json?["martlet"]?.string, source.map { FileReference($0).redacted })
  }

  /// - Throws: ``ExecutionError`` when the run kept no such record, or it cannot be read.
  init(of directory: RunDirectory) throws {
    let json: JSONValue
    do {
      json = try JSONParser.parse(try TextFile.read(Self.path(directory), shownAs: Self.path(directory)))
    } catch {
      throw Self.unreadable(directory, Self.path(directory), error)
    }
    if let folder = json[Self.snakemake]?.string {
      throw ExecutionError(
        .unsupported, "cannot resume the run \(directory.place.name): Snakemake decides what runs in it",
        help: "start Snakemake again in \(folder)")
    }
    guard json["version"]?.int ?? .max <= Self.version, let source = json["source"]?.string,
      let environment = json["environment"]?.string,
      let containers = json["containers"]?.string.flatMap(ContainerChoice.init(rawValue:)),
      let failureMode = json["failureMode"]?.string.flatMap(FailureMode.init(rawValue:))
    else {
      throw ExecutionError(
        .notReadable, "cannot resume the run \(directory.place.name): its run.json is not one that this martlet reads",
        help: "resume it with the martlet that started it")
    }
    self.source = source
    target = json["target"]?.string
    self.environment = environment
    self.containers = containers
    self.failureMode = failureMode
    usesCache = json["cache"]?.bool ?? true
    command = json["command"]?.string
    options = json["options"]?.object ?? JSONObject()
    documents = [:]
    for document in json["documents"]?.array ?? [] {
      guard let path = document["path"]?.string, let copy = document["copy"]?.string else { continue }
      let kept = directory.path + "/" + copy
      do { documents[path] = try TextFile.read(kept, shownAs: kept) } catch {
        throw Self.unreadable(directory, kept, error)
      }
    }
    let kept = Self.configurationPath(directory)
    configuration = access(kept, F_OK) == 0 ? try TextFile.read(kept, shownAs: kept) : nil
  }
}
