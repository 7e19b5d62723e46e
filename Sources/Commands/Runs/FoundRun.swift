import AWSBatchBackend
import S3Storage
import WorkflowEngine
import WorkflowModel

/// A run that is looked at: of this machine, or brought from its copy in a bucket.
struct FoundRun: Sendable {
  /// Where a run's copy lies, with a way to it.
  struct Copy: Sendable {
    let folder: FileReference
    let storage: S3Storage
  }

  let directory: RunDirectory
  /// The folder of all runs that it was found in, as the user wrote it; a passing one for a run of another machine.
  let runs: String
  /// Of a run that another process, on another machine, writes or wrote.
  let copy: Copy?
  let access: EnvironmentAccess

  var isCopy: Bool { copy != nil }

  /// The job that goes on with it, where it is detached.
  var head: HeadRecord? { HeadRecord(of: directory) }

  /// Brings what was written elsewhere since.
  func refresh() async throws {
    if let copy { try await MirrorPlace.refresh(directory, from: copy.folder, copy.storage) }
  }

  /// Whether a process of this machine has it, whatever is known of others.
  private var isHeldHere: Bool { RunLease.isHeld(directory) == true }

  /// Whether nobody goes on with it, as far as that can be told: a run that is not detached and whose machine is another
  /// is told by its lease.
  func isLeft() async throws -> Bool {
    guard let copy, !isHeldHere else { return RunLease.isHeld(directory) == false }
    if let head = try await headJob() {
      let holder = try await holder()
      return head.hasEnded && holder == nil
    }
    return try await !MirrorPlace.holder(of: copy.folder, copy.storage).isHeld
  }

  /// The process that has a run of which this is a copy, as its lease says; nil where none has.
  func holder() async throws -> String? {
    guard let copy else { return nil }
    let (isHeld, process) = try await MirrorPlace.holder(of: copy.folder, copy.storage)
    return isHeld ? process ?? "another process" : nil
  }

  /// What AWS Batch says of the head; nil where the run has none, or Batch knows it no more.
  func headJob() async throws -> LeftJobs.Job? {
    guard let head, let environment = try await access.batchIfAny(head.environment) else { return nil }
    return try await LeftJobs(environment, access.aws(of: head.environment)).look(at: [head.job]).first
  }

  /// Ends the job of the head, which then ends its run, and returns when it has ended.
  ///
  /// - Returns: how many jobs there were to be ended.
  func endHead() async throws -> Int {
    guard let head, let environment = try await access.batchIfAny(head.environment) else { return 0 }
    let jobs = LeftJobs(environment, try await access.aws(of: head.environment))
    let place = HeadRecord.place(of: RunPlace(name: directory.place.name, folder: "", key: head.copy.name))
    let count = try await jobs.end([head.job], ofRun: place.name, key: place.key)
    try await refresh()
    return count
  }

  /// Writes down that it has been cancelled: all that was under way has ended.
  ///
  /// - Parameter isOver: whether its head has just ended.
  func closeAsCancelled(isOver: Bool) async throws {
    let mirror = copy.map { MirrorPlace($0.storage, folder: $0.folder.parent) }
    let place = RunPlace(name: directory.place.name, folder: directory.path, key: copy?.folder.name)
    try await RunDirectory(place).closeAsCancelled(mirror: mirror, isOver: isOver)
  }
}
