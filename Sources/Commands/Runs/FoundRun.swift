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
  /// Whether its folder goes when it has been looked at.
  var isPassing = false

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
    guard isCopy, !isHeldHere else { return RunLease.isHeld(directory) == false }
    let head = try await headJob()
    if let head, !head.hasEnded { return false }
    return try await holder(after: head) == nil
  }

  /// A lease that has not been renewed for so long is over, in milliseconds; S3 refuses whoever's clock is wrong by more
  /// than three times that.
  private static let longestSilence: Int64 = 5 * 60 * 1000

  /// The process that has a run of which this is a copy, as its lease says; nil where none has.
  ///
  /// - Parameter head: the run's, which has no more to say when it has ended.
  func holder(after head: LeftJobs.Job?) async throws -> String? {
    guard let copy, let holder = try await MirrorPlace.holder(of: copy.folder, copy.storage) else { return nil }
    if let head, head.hasEnded, holder.lock == HeadRecord.lock(of: head.id) { return nil }
    return WallClock.system.now() - holder.time > Self.longestSilence ? nil : holder.process
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
    let jobs = LeftJobs(environment.ofHead, try await access.aws(of: head.environment))
    let place = HeadRecord.place(of: RunPlace(name: directory.place.name, folder: "", key: head.copy.name))
    let count = try await jobs.end([head.job], ofRun: place.name, key: place.key)
    try await refresh()
    return count
  }

  /// Takes it from whoever had it, so that nobody goes on with it while its jobs are ended.
  ///
  /// - Throws: ``ExecutionError``; `conflict` when a process has it.
  func take() async throws -> TakenRun {
    let mirror = copy.map { MirrorPlace($0.storage, folder: $0.folder.parent) }
    let place = RunPlace(name: directory.place.name, folder: directory.path, key: copy?.folder.name)
    return try await TakenRun(
      RunDirectory(place), mirror: mirror, lock: head.map { HeadRecord.lock(of: $0.job) }
    ) { Terminal.say($0) }
  }
}
