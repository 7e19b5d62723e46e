import AWSClient
import AWSServices
import Synchronization
import WorkflowModel

/// Tells of jobs that wait for long what they wait for; one loop for all jobs of the process, while there are such.
///
/// Of many that wait only the oldest are explained: the others wait for the same.
actor RunnableExplainer {
  typealias Report = @Sendable (BackendReport) async throws -> Void

  private struct Waiting {
    let since: UnixTime
    let report: Report
    let giveUp: @Sendable (TaskFailure) -> Void
    var line: String?
  }

  private let settings: RunnableSettings
  private let clock: any AWSClock
  private let explain: @Sendable ([String]) async throws -> [String: RunnableExplanation]

  private var waiting: [String: Waiting] = [:]
  /// Oldest first; jobs that wait no longer are dropped when the loop comes by.
  private var order: [String] = []
  private var loop: Task<Void, Never>?

  /// How many jobs are explained at a time, which is what DescribeJobs takes.
  static let width = 100
  /// Between looks at jobs that go on waiting, unless they are to be explained sooner.
  private static let longestPause = Duration.seconds(60)

  /// - Parameter explain: of those of the jobs that are RUNNABLE.
  init(
    _ settings: RunnableSettings, clock: any AWSClock,
    explain: @escaping @Sendable ([String]) async throws -> [String: RunnableExplanation]
  ) {
    self.settings = settings
    self.clock = clock
    self.explain = explain
  }

  init(_ settings: RunnableSettings, _ configuration: AWSConfiguration) {
    let inquiry = RunnableInquiry(configuration)
    self.init(settings, clock: configuration.clock) { ids in
      let jobs = try await inquiry.details(of: ids).filter { $0.status == "RUNNABLE" }
      var explanations: [String: RunnableExplanation] = [:]
      for (queue, jobs) in Dictionary(grouping: jobs, by: \.jobQueue) {
        let common = try await inquiry.queueFacts(queue)
        for job in jobs { explanations[job.jobId] = RunnableExplanation(inquiry.facts(of: job, common)) }
      }
      return explanations
    }
  }

  /// Runs `watch`, which watches a job to its end, and explains meanwhile what the job waits for.
  ///
  /// - Throws: ``TaskFailure`` (`neverSchedulable`) for a job that cannot start, when the settings say to give up; `watch`
  ///   has been cancelled then and has ended the job.
  nonisolated func explaining<End: Sendable>(
    _ id: String, _ report: @escaping Report, _ watch: @escaping @Sendable (@escaping Report) async throws -> End
  ) async throws -> End {
    let failure = Mutex<TaskFailure?>(nil)
    let (hopeless, continuation) = AsyncStream.makeStream(of: Void.self)
    let begun: Report = { [self] said in
      switch said {
      case .waiting:
        await begin(id, report) { reason in
          failure.withLock { $0 = reason }
          continuation.yield()
        }
      case .running: await end(id)
      case .submitted, .takenOver, .placed, .note: break
      }
      try await report(said)
    }
    do {
      let end = try await Self.either({ try await watch(begun) }, until: hopeless, settings.givesUp)
      await self.end(id)
      return end
    } catch {
      await end(id)
      throw failure.withLock { $0 } ?? error
    }
  }

  /// Runs `watch`; cancels it when there is something on the stream.
  private static func either<End: Sendable>(
    _ watch: @escaping @Sendable () async throws -> End, until hopeless: AsyncStream<Void>, _ isAsked: Bool
  ) async throws -> End {
    guard isAsked else { return try await watch() }
    return try await withThrowingTaskGroup(of: End?.self) { group in
      group.addTask { try await watch() }
      group.addTask {
        for await _ in hopeless { return nil }
        return nil
      }
      while let part = try await group.next() {
        group.cancelAll()
        if let part { return part }
      }
      throw CancellationError()
    }
  }

  func shutdown() {
    loop?.cancel()
    waiting = [:]
  }

  private func begin(_ id: String, _ report: @escaping Report, giveUp: @escaping @Sendable (TaskFailure) -> Void) {
    guard waiting[id] == nil, settings.explainAfter > .zero else { return }
    waiting[id] = Waiting(since: clock.now(), report: report, giveUp: giveUp)
    order.append(id)
    if loop == nil { loop = Task { await run() } }
  }

  private func end(_ id: String) { waiting[id] = nil }

  private func run() async {
    while !waiting.isEmpty {
      do { try await clock.sleep(for: min(settings.explainAfter, Self.longestPause)) } catch { break }
      await look()
    }
    loop = nil
  }

  private func look() async {
    order.removeAll { waiting[$0] == nil }
    let now = clock.now()
    let due = order.prefix(Self.width).filter { id in
      waiting[id].map { now.seconds - $0.since.seconds >= settings.explainAfter.inSeconds } ?? false
    }
    // What cannot be asked now is asked again at the next look.
    guard !due.isEmpty, let explanations = try? await explain(Array(due)) else { return }
    for (id, explanation) in explanations {
      guard let job = waiting[id], let line = explanation.line else { continue }
      if line != job.line {
        waiting[id]?.line = line
        // A journal that cannot be written fails the job's own watch.
        try? await job.report(.waiting(reason: line))
      }
      giveUpIfAsked(job, explanation, waited: now.seconds - job.since.seconds)
    }
  }

  private func giveUpIfAsked(_ job: Waiting, _ explanation: RunnableExplanation, waited: Double) {
    guard let limit = settings.cancelUnrunnable, waited >= limit.inSeconds, explanation.isHopeless,
      let cause = explanation.causes.first
    else { return }
    job.giveUp(
      TaskFailure(.neverSchedulable, reason: "the job cannot start: \(cause.text)", advice: cause.advice))
  }
}
