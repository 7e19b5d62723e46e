import AWSClient
import AWSServices
import S3Storage
import Synchronization
import WorkflowModel

/// Submits jobs, watches them to their end, and leaves none behind.
struct JobLife: Sendable {
  enum End: Hashable, Sendable {
    case ended(JobSnapshot)
    case vanished(id: String)
  }

  private let clock: any AWSClock
  private let poller: JobPoller
  private let termination: JobTermination
  private let gathering: JobGathering
  private let ledger: SubmissionLedger
  private let events: JobEvents?
  private let voice: RunVoice
  /// Asks as long as it takes.
  private let finder: StrayFinder
  /// Asks for a while.
  private let hastyFinder: StrayFinder
  private let shield = ShieldedWork()
  private let isAbandoned = Abandonment()

  /// How long a job may take to end once it has been told to: Batch gives a container 30 s, and a starting one has to
  /// start first.
  private static let timeToEnd = Duration.seconds(900)
  /// How long Batch is asked for jobs that nobody knows of when there is no sign of any.
  private static let timeToSweep = Duration.seconds(60)

  /// - Parameter configuration: whose retry policy says how long Batch is asked again.
  init(
    _ configuration: AWSConfiguration, environment: BatchEnvironment, storage: S3Storage, definitions: JobDefinitions,
    voice: RunVoice
  ) {
    let batch = BatchClient(configuration)
    self.voice = voice
    var hasty = configuration
    hasty.retry.timeBudget = min(hasty.retry.timeBudget, Self.timeToSweep)
    finder = StrayFinder(batch: batch)
    hastyFinder = StrayFinder(batch: BatchClient(hasty))
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
    let submitter = JobSubmitter(
      configuration, storage: storage, bucket: environment.bucket, definitions: definitions, ledger: ledger)
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
  ///
  /// - Parameter first: what is reported before more happens: that there is such a job.
  func watch(
    _ id: String, reporting first: BackendReport, _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> End {
    do {
      await events?.start()
      try await report(first)
      try Task.checkCancellation()
      return try await end(of: id, report)
    } catch {
      try await stop(id, because: error)
      throw error
    }
  }

  /// From now on no job is terminated: they belong to another process.
  func abandon() { isAbandoned.begin() }

  /// Called when no job is watched any more.
  func shutdown() async {
    await gathering.shutdown()
    if !isAbandoned.hasBegun { await sweep() }
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
    if isAbandoned.hasBegun { return }
    do {
      try await shield.run { [self] in
        try await termination.end(
          id, because: reason is CancellationError ? "stopped by martlet" : "martlet lost sight of the job")
        try await waitForEnd(id)
      }
    } catch {
      let doing = "cannot tell whether the job \(id) has ended after it was to be terminated"
      if let error = error as? AWSError, error.isAccessDenied { throw ExecutionError(error, while: doing) }
      throw ExecutionError(
        .service, doing, help: "look at it: aws batch describe-jobs --jobs \(id)", cause: error)
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

  /// Looks once for jobs of this process that have not ended although nobody watches any now, and ends them: those of
  /// submissions whose answers were lost, say, or whose own end could not be waited for.
  private func sweep() async {
    do {
      try await shield.run { [self] in
        let finder = ledger.isDoubtful ? finder : hastyFinder
        let strays = try await finder.strays(of: ledger)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for id in strays {
            group.addTask {
              try await termination.end(id, because: "martlet does not watch this job of its run")
              try await waitForEnd(id)
            }
          }
          try await group.waitForAll()
        }
      }
    } catch {
      // All jobs that are known have ended.
      guard ledger.isDoubtful else { return }
      await voice.say(
        "a job of this run that nobody watches may go on, and Batch does not tell: \(error)\n"
          + "  help: look at those that run: aws batch list-jobs --job-queue <queue> --job-status RUNNING")
    }
  }
}

/// Whether the jobs belong to another process.
private final class Abandonment: Sendable {
  private let flag = Mutex(false)

  var hasBegun: Bool { flag.withLock { $0 } }
  func begin() { flag.withLock { $0 = true } }
}
