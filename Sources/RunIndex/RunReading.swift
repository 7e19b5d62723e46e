import WorkflowEngine
import WorkflowModel

/// Takes the entries of a run's journal one after the other, and says what they make of the run and its calls.
///
/// It begins with nothing, or goes on where an earlier reading ended. Only the calls that the entries speak of are held.
struct RunReading {
  private(set) var summary: RunSummary
  /// By path: those that have changed, or were looked at.
  private(set) var calls: [String: CallRecord] = [:]
  /// The keys of other runs whose results this one uses where they lie.
  private(set) var sources: Set<String> = []
  /// What an earlier reading knew of a call.
  private let earlier: (String) throws -> CallRecord?

  /// What is kept of a message, in characters.
  static let longestMessage = 4_000

  init(_ summary: RunSummary, earlier: @escaping (String) throws -> CallRecord? = { _ in nil }) {
    self.summary = summary
    self.earlier = earlier
  }

  mutating func apply(_ entry: JournalEntry) throws {
    summary.latest = max(summary.latest, entry.time)
    switch entry.kind {
    case .runStarted(let key, let workflow):
      summary.key = key
      summary.workflow = workflow
      if summary.begun == 0 { summary.begun = entry.time }
    case .runResumed: summary.end = nil
    case .runEnded(let end): summary.end = end.cut
    case .call(let call, let change): try apply(change, to: call, at: entry.time)
    case .other: break
    }
  }

  /// A line that cannot be understood.
  mutating func passOver() { summary.unread += 1 }

  /// The journal cannot be understood at all.
  mutating func fail(_ problem: String) { summary.problem = problem }

  private mutating func apply(_ change: JournalEntry.Change, to call: String, at time: Int64) throws {
    var record = try record(of: call, time)
    let state = Self.state(after: change)
    summary.counts[record.state] -= 1
    summary.counts[state] += 1
    if state != record.state || change == .started { record.since = time }
    record.state = state
    record.message = Self.message(of: change)
    if case .prepared(let attempt, let environment) = change {
      record.attempts = max(record.attempts, attempt)
      if attempt > 1 { summary.retries += 1 }
      if !summary.environments.contains(environment) { summary.environments.append(environment) }
    }
    if case .cached(let run, let stdout) = change, !isOwn(stdout) { sources.insert(run) }
    calls[call] = record
  }

  /// Whether a file of a call lies in the run's own folder, on this machine or in a bucket.
  private func isOwn(_ file: String) -> Bool {
    [summary.name, summary.key].contains { !$0.isEmpty && file.range(of: "/\($0)/calls/") != nil }
  }

  /// The call as it was; a new one is counted as waiting.
  private mutating func record(of call: String, _ time: Int64) throws -> CallRecord {
    if let record = try calls[call] ?? earlier(call) { return record }
    let record = CallRecord(number: summary.counts.total, begun: time)
    summary.counts[.waiting] += 1
    return record
  }

  private static func state(after change: JournalEntry.Change) -> CallState {
    switch change {
    case .started, .attemptEnded: .waiting
    case .prepared, .waiting: .queued
    case .running: .running
    case .succeeded: .done
    case .cached: .cached
    case .failed: .failed
    case .cancelled: .cancelled
    case .skipped: .skipped
    }
  }

  private static func message(of change: JournalEntry.Change) -> String? {
    switch change {
    case .waiting(let reason): reason?.cut
    case .failed(let message): message.cut
    case .skipped(let cause): "it needs \(cause), which failed"
    case .started, .prepared, .running, .attemptEnded, .succeeded, .cached, .cancelled: nil
    }
  }
}

extension String {
  fileprivate var cut: String {
    utf8.count <= RunReading.longestMessage ? self : prefix(RunReading.longestMessage) + "…"
  }
}

extension RunEnd {
  fileprivate var cut: RunEnd {
    if case .failed(let message) = self { .failed(message.cut) } else { self }
  }
}

/// The name of a call in its path's text: without the indices, with dots: `variants/align[3]` is `variants.align`.
func callName(of path: String) -> String {
  var name: [UInt8] = []
  var isIndex = false
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "["): isIndex = true
    case UInt8(ascii: "]"): isIndex = false
    case UInt8(ascii: "/"): name.append(UInt8(ascii: "."))
    default: if !isIndex { name.append(byte) }
    }
  }
  return String(decoding: name, as: UTF8.self)
}
