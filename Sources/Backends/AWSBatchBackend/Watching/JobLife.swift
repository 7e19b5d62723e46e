import AWSClient
import AWSServices
import WorkflowModel

/// Submits jobs, watches them to their end, and leaves none behind.
struct JobLife: Sendable {
  enum End: Hashable, Sendable {
    case ended(JobSnapshot)
    case vanished(id: String)
  }

  private let batch: BatchClient
  private let clock: any AWSClock
  private let poller: JobPoller
  private let shield = ShieldedWork()

  /// How long a job may take to end once it has been told to: Batch gives a container 30 s, and a starting one has to
  /// start first.
  private static let timeToEnd = Duration.seconds(900)

  init(batch: BatchClient, interval: Duration, clock: any AWSClock) {
    self.batch = batch
    self.clock = clock
    poller = JobPoller(interval: interval, clock: clock) { ids in
      try await batch.describeJobs(DescribeJobsRequest(jobs: ids)).jobs?.map { JobSnapshot($0) } ?? []
    }
  }

  /// - Returns: the job's id, even when the calling task has been cancelled meanwhile: ``watch(_:as:_:)`` sees to it.
  func submit(_ submission: JobSubmission) async throws -> String {
    try Task.checkCancellation()
    return try await shield.run { [batch] in try await batch.submitJob(SubmitJobRequest(submission)).jobId }
  }

  /// Waits for the job's end. When that fails, or the calling task is cancelled, the job is terminated first.
  func watch(
    _ id: String, as handle: BackendHandle, _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> End {
    do {
      try await report(.submitted(handle))
      try Task.checkCancellation()
      return try await end(of: id, report)
    } catch {
      try await stop(id, because: error)
      throw error
    }
  }

  func shutdown() async {
    await poller.shutdown()
    await shield.shutdown()
  }

  private func end(
    of id: String, _ report: @Sendable (BackendReport) async throws -> Void
  ) async throws -> End {
    for try await event in await poller.events(of: id) {
      switch event {
      case .waiting(let reason): try await report(.waiting(reason: reason))
      case .running: try await report(.running)
      case .ended(let snapshot): return .ended(snapshot)
      case .vanished: return .vanished(id: id)
      }
    }
    try Task.checkCancellation()
    throw ExecutionError(.interrupted, "the watch over the job \(id) was ended")
  }

  /// Terminates the job and returns when it has ended, even when the calling task is cancelled.
  private func stop(_ id: String, because reason: any Error) async throws {
    do {
      try await shield.run { [self] in
        let words = reason is CancellationError ? "stopped by martlet" : "martlet lost sight of the job"
        _ = try await batch.terminateJob(TerminateJobRequest(jobId: id, reason: words))
        try await waitForEnd(id)
      }
    } catch {
      throw ExecutionError(
        .service, "cannot tell whether the job \(id) has ended after it was to be terminated",
        help: "look at it: aws batch describe-jobs --jobs \(id)", cause: error)
    }
  }

  private func waitForEnd(_ id: String) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let events = await poller.events(of: id)
        await poller.hurry(id)
        for try await event in events {
          switch event {
          case .ended, .vanished: return
          case .waiting, .running: continue
          }
        }
      }
      group.addTask {
        try await clock.sleep(for: Self.timeToEnd)
        throw ExecutionError(.service, "it has not ended after \(Self.timeToEnd.components.seconds) s")
      }
      try await group.next()
      group.cancelAll()
    }
  }
}
