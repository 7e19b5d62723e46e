import AWSClient
import AWSServices
import S3Storage
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
  private let termination: JobTermination
  private let gathering: JobGathering
  private let ledger: SubmissionLedger
  private let events: JobEvents?
  private let shield = ShieldedWork()

  /// How long a job may take to end once it has been told to: Batch gives a container 30 s, and a starting one has to
  /// start first.
  private static let timeToEnd = Duration.seconds(900)

  /// - Parameter configuration: whose retry policy says how long Batch is asked again.
  init(_ configuration: AWSConfiguration, environment: BatchEnvironment, storage: S3Storage) {
    batch = BatchClient(configuration)
    clock = configuration.clock
    let ledger = SubmissionLedger()
    self.ledger = ledger
    let poller = JobPoller(interval: environment.pollInterval, clock: clock, source: batch)
    self.poller = poller
    events = environment.flow.events.map {
      JobEvents(SQSClient(configuration), place: $0, clock: configuration.clock, poller: poller)
    }
    let termination = JobTermination(batch: batch, poller: poller, clock: clock)
    self.termination = termination
    let submitter = JobSubmitter(configuration, storage: storage, bucket: environment.bucket, ledger: ledger)
    gathering = JobGathering(window: environment.flow.arrayWindow, clock: clock) { jobs in
      let identifiers = try await submitter.submit(jobs)
      if jobs.count > 1, let first = identifiers.first {
        await termination.know(JobIdentifier(first).parent, size: jobs.count)
      }
      return identifiers
    }
  }

  /// Prepares a job and submits it, alone or with others of its kind.
  ///
  /// - Returns: the job's id, even when the calling task has been cancelled meanwhile: ``watch(_:as:_:)`` sees to it.
  func submit(_ prepare: @Sendable () async throws -> PreparedJob) async throws -> String {
    try await gathering.identifier(of: try await gathering.whilePreparing(prepare))
  }

  /// Waits for the job's end. When that fails, or the calling task is cancelled, the job is terminated first.
  func watch(
    _ id: String, as handle: BackendHandle, _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> End {
    do {
      await events?.start()
      try await report(.submitted(handle))
      try Task.checkCancellation()
      return try await end(of: id, report)
    } catch {
      try await stop(id, because: error)
      throw error
    }
  }

  /// Called when no job is watched any more.
  func shutdown() async {
    await gathering.shutdown()
    await sweep()
    await events?.shutdown()
    await poller.shutdown()
    await termination.shutdown()
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
      case .note(let text): try await report(.note(text))
      }
    }
    try Task.checkCancellation()
    throw ExecutionError(.interrupted, "the watch over the job \(id) was ended")
  }

  /// Terminates the job and returns when it has ended, even when the calling task is cancelled.
  private func stop(_ id: String, because reason: any Error) async throws {
    do {
      try await shield.run { [self] in
        try await termination.end(
          id, because: reason is CancellationError ? "stopped by martlet" : "martlet lost sight of the job")
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
          case .waiting, .running, .note: continue
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

  /// Ends the jobs that Batch has of this process although no answer said so: of a SubmitJob whose answer was lost.
  private func sweep() async {
    guard ledger.isDoubtful else { return }
    let finder = StrayFinder(batch: batch)
    _ = try? await shield.run { [self] in
      for place in ledger.places {
        for id in try await finder.strays(named: place.names, in: place.queue, ledger) {
          try await termination.end(id, because: "martlet has submitted the task by another job")
          try await waitForEnd(id)
        }
      }
    }
  }
}
