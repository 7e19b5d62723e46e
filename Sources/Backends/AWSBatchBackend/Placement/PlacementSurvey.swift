import AWSClient
import Concurrency
import WorkflowModel

/// Finds out which machines jobs are on, and reports it: beside the run, never in its way.
///
/// Jobs are gathered and asked about together, a few times a minute, so that many jobs on few machines cost few calls:
/// one for each hundred jobs that Batch has not told of anyway, and one for each hundred machines. A job that runs is
/// asked about once it has run for a while, and each once more when it has ended.
actor PlacementSurvey {
  typealias Report = @Sendable (BackendReport) async throws -> Void

  private struct Subject {
    let report: Report
    let since: UnixTime
    var trace: JobTrace?
    var hasEnded = false
    /// Its machine was told while it runs.
    var isTold = false
    /// Rounds in which AWS did not answer.
    var misses = 0
  }

  private let clock: any AWSClock
  private let voice: RunVoice
  private var inquiry: MachineInquiry
  private var subjects: [String: Subject] = [:]
  private var loop: Task<Void, Never>?
  private var isClosed = false

  /// Between rounds.
  private static let pause = Duration.seconds(20)
  /// Seconds after which a job that runs is asked about.
  private static let settled = 60.0
  /// How many pages of jobs a round asks for, and how many at a time.
  private static let pagesPerRound = 40
  private static let width = 4
  /// Rounds after which what is known has to do.
  private static let patience = 3
  /// How long the end of a run may wait for what is still to be found.
  private static let timeToClose = Duration.seconds(20)

  init(_ configuration: AWSConfiguration, voice: RunVoice) {
    clock = configuration.clock
    self.voice = voice
    inquiry = MachineInquiry(configuration)
  }

  /// A job has begun to run.
  func runs(_ id: String, _ report: @escaping Report) {
    guard subjects[id] == nil else { return }
    add(id, Subject(report: report, since: clock.now()))
  }

  /// A job has ended, or nobody watches it any more.
  ///
  /// - Parameter trace: what Batch told of it; nil when it is to be asked.
  func ended(_ id: String, _ trace: JobTrace?, _ report: @escaping Report) {
    var subject = subjects[id] ?? Subject(report: report, since: clock.now())
    subject.trace = trace
    subject.hasEnded = true
    add(id, subject)
  }

  /// Another process has the run: nothing is reported any more.
  func abandon() {
    subjects = [:]
    isClosed = true
  }

  /// Reports what is still to be found of jobs that have ended, as far as that takes little time.
  func shutdown() async {
    loop?.cancel()
    await loop?.value
    let jobs = subjects.filter(\.value.hasEnded).keys.sorted()
    guard !isClosed, !jobs.isEmpty else { return }
    isClosed = true
    // Not cancelled with the run: what it has cost is to be known all the more.
    let last = Task { await look(at: jobs) }
    let limit = Task { [clock] in
      do { try await clock.sleep(for: Self.timeToClose) } catch { return }
      last.cancel()
    }
    await last.value
    limit.cancel()
  }

  private func add(_ id: String, _ subject: Subject) {
    guard !isClosed else { return }
    subjects[id] = subject
    if loop == nil { loop = Task { await run() } }
  }

  private func run() async {
    while !subjects.isEmpty {
      do { try await clock.sleep(for: Self.pause) } catch { return }
      await look(at: due())
    }
    loop = nil
  }

  private func due() -> [String] {
    let now = clock.now()
    let due = subjects.filter { $1.hasEnded || !$1.isTold && now - $1.since >= Self.settled }
    // Those that have ended first: what is known of their machines is forgotten after a while.
    let ids = due.sorted { ($0.value.hasEnded ? 0 : 1, $0.key) < ($1.value.hasEnded ? 0 : 1, $1.key) }.map(\.key)
    return Array(ids.prefix(Self.pagesPerRound * MachineInquiry.page))
  }

  private func look(at jobs: [String]) async {
    let haveEnded = Set(jobs.filter { subjects[$0]?.hasEnded ?? false })
    var traces: [String: JobTrace] = [:]
    for id in jobs { traces[id] = subjects[id]?.trace }
    var unanswered: Set<String> = []
    let pages = jobs.filter { traces[$0] == nil }.pages(of: MachineInquiry.page)
    let answers = try? await pages.concurrentMap(width: Self.width) { [inquiry] in await inquiry.traces(of: $0) }
    for (page, answer) in zip(pages, answers ?? pages.map { _ in nil }) {
      if let found = answer {
        traces.merge(found) { $1 }
      } else {
        unanswered.formUnion(page)
      }
    }
    var inquiry = inquiry
    await inquiry.learn(Array(traces.values)) { [voice] in await voice.say($0) }
    self.inquiry = inquiry
    for id in jobs {
      let isLacking = unanswered.contains(id) || inquiry.isLacking
      await settle(id, traces[id], hadEnded: haveEnded.contains(id), isLacking: isLacking)
    }
  }

  private func settle(_ id: String, _ trace: JobTrace?, hadEnded: Bool, isLacking: Bool) async {
    guard var subject = subjects[id] else { return }
    if isLacking, !isClosed, subject.misses < Self.patience {
      subject.misses += 1
      subjects[id] = subject
      return
    }
    if hadEnded {
      subjects[id] = nil
    } else {
      subjects[id]?.isTold = true
    }
    for stay in trace.map(inquiry.known.stays) ?? [] {
      // A journal that cannot be written fails the attempts' own reports.
      try? await subject.report(.placed(stay))
    }
  }
}
