import AWSBatchBackend
import S3Storage
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// A run whose process has gone while jobs of it may go on on AWS Batch; with the runs of a Snakemake that is itself
/// such a job (docs/snakemake.md, "A coordinator").
struct LeftRun {
  /// A job with the call whose attempt it is.
  struct Job {
    let call: CallPath
    let job: LeftJobs.Job
  }

  let directory: RunDirectory
  private let history: RunHistory
  private let access: EnvironmentAccess
  /// What a run that a coordinator began is called: its attempts are numbered from 1, and AWS Batch makes 10 at most.
  private static let mostAttempts = 10

  /// - Parameter directory: of this machine, or brought from the copy in a bucket.
  init(_ directory: RunDirectory, _ access: EnvironmentAccess) throws {
    self.directory = directory
    self.access = access
    history = RunHistory(try Journal.events(at: directory.journal))
  }

  /// How it ended, where it did.
  var end: RunEnd? { history.end }

  /// The ids of the open attempts' jobs, by environment on AWS Batch.
  private func open() async throws -> [(environment: BatchEnvironment, jobs: [String: CallPath])] {
    var open: [String: [String: CallPath]] = [:]
    for name in ConfigurationRecord.environments(in: directory) { open[name] = [:] }
    for (call, state) in history.calls {
      guard let attempt = state.open else { continue }
      if let job = attempt.handle?.identifier {
        open[attempt.environment, default: [:]][job] = call
      } else if open[attempt.environment] == nil {
        open[attempt.environment] = [:]
      }
    }
    var found: [(environment: BatchEnvironment, jobs: [String: CallPath])] = []
    for (name, jobs) in open.sorted(by: { $0.key < $1.key }) {
      if let environment = try await access.batchIfAny(name) { found.append((environment, jobs)) }
    }
    return found
  }

  /// What Batch says of the jobs that nobody watches.
  func jobs() async throws -> [Job] {
    var found: [Job] = []
    for (environment, jobs) in try await open() where !jobs.isEmpty {
      let left = LeftJobs(environment, try await access.aws(of: environment.name))
      for job in try await left.look(at: jobs.keys.sorted()) {
        if let call = jobs[job.id] { found.append(Job(call: call, job: job)) }
      }
    }
    return found.sorted { $0.call < $1.call }
  }

  /// Names the run outside this machine.
  private func key() throws -> String { try RunPlace(of: directory.path)?.key ?? directory.place.name }

  /// Ends what goes on, and returns when it has ended. Folders that these jobs leave half-done are removed.
  ///
  /// - Returns: how many jobs went on.
  func endJobs() async throws -> Int {
    var count = 0
    let key = try key()
    for (environment, jobs) in try await open() {
      let aws = try await access.aws(of: environment.name)
      count += try await LeftJobs(environment, aws).end(jobs.keys.sorted(), ofRun: directory.place.name, key: key)
    }
    // Where nothing went on, somebody else may have made the folders whole since.
    if count > 0 { try await removeHalfDoneFolders() }
    return count
  }

  /// Removes the folders that no job of the run has written whole. Nobody else has written them since.
  func removeHalfDoneFolders() async throws {
    let key = try key()
    for (environment, _) in try await open() {
      let storage = environment.storage(try await access.aws(of: environment.name))
      try await FolderMarks(ofRun: environment.bucket.reference.appending(key), in: storage).removeHalfDone()
    }
  }

  /// The runs that this one's coordinator began, the first first, each brought into a folder.
  func coordinated(into folder: String) async throws -> [RunDirectory] {
    guard RunRecord.snakemakeFolder(of: directory) != nil, let key = try RunPlace(of: directory.path)?.key else {
      return []
    }
    var found: [RunDirectory] = []
    for (environment, _) in try await open() {
      let storage = environment.storage(try await access.aws(of: environment.name))
      for number in 1...Self.mostAttempts {
        let copy = environment.bucket.reference.appending("\(key)-\(number)")
        if try await storage.look(at: copy) == nil { continue }
        found.append(try await MirrorPlace.restore(copy, from: storage, into: folder))
      }
    }
    return found
  }
}

/// A folder for runs that are only looked at.
enum PassingFolder {
  /// Hands out a new folder, which is removed when `body` returns.
  static func with<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = try onDisk { () throws(FileSystemError) in try Disk.makeScratchFolder(named: "martlet-runs") }
    defer { try? Disk.removeTree(folder) }
    return try await body(folder)
  }
}
