package import WorkflowEngine
import WorkflowModel

/// How far a run is, by call: a reading of its events, without I/O.
package struct ProgressTable {
  struct Row {
    var waiting = 0
    var running = 0
    var done = 0
    var failed = 0
    var retried = 0
    var skipped = 0
    /// Why the newest of the waiting ones waits.
    var reason: String?
  }

  private(set) var names: [String] = []
  private(set) var rows: [String: Row] = [:]
  private var running: Set<CallPath> = []
  private(set) var title = ""
  private(set) var started: Int64 = 0
  private(set) var ended: RunEnd?

  package init() {}

  package mutating func apply(_ event: RunEvent) {
    switch event.kind {
    case .runStarted(let place, let workflow):
      title = "\(workflow)  \(place.folder)"
      started = event.time
    case .callStarted(let call):
      change(call) { $0.waiting += 1 }
    case .attemptPrepared(let attempt, _, _):
      if attempt.number > 0 { change(attempt.call) { $0.retried += 1 } }
    case .attemptSubmitted, .attemptEnded(_, .error), .attemptEnded(_, .cancelled): break
    case .attemptWaiting(let attempt, let reason): change(attempt.call) { $0.reason = reason }
    case .attemptRunning(let attempt): start(attempt.call)
    case .attemptEnded(let attempt, .outcome): stop(attempt.call)
    case .callSucceeded(let call, _, _): finish(call) { $0.done += 1 }
    case .callFailed(let call, _): finish(call) { $0.failed += 1 }
    case .callCancelled(let call): finish(call) { _ in }
    case .callSkipped(let call, _): change(call) { $0.skipped += 1 }
    case .note: break
    case .runEnded(let end): ended = end
    }
  }

  private mutating func change(_ call: CallPath, _ body: (inout Row) -> Void) {
    if rows[call.name] == nil { names.append(call.name) }
    body(&rows[call.name, default: Row()])
  }

  private mutating func start(_ call: CallPath) {
    guard running.insert(call).inserted else { return }
    change(call) { row in
      row.waiting -= 1
      row.running += 1
      row.reason = nil
    }
  }

  private mutating func stop(_ call: CallPath) {
    guard running.remove(call) != nil else { return }
    change(call) { row in
      row.running -= 1
      row.waiting += 1
    }
  }

  private mutating func finish(_ call: CallPath, _ body: (inout Row) -> Void) {
    stop(call)
    change(call) { row in
      row.waiting -= 1
      body(&row)
    }
  }

  /// The table as lines no wider than `columns` and no more than `rows`.
  package func lines(columns: Int, rows limit: Int, now: Int64) -> [String] {
    var lines = [title + "  " + Self.duration(now - started)]
    let width = min(40, names.map(\.count).max() ?? 0)
    let shown = names.suffix(max(1, limit - 3))
    if names.count > shown.count { lines.append("  … \(names.count - shown.count) more above") }
    for name in shown { lines.append("  " + line(name, width)) }
    return lines.map { String($0.prefix(columns)) }
  }

  private func line(_ name: String, _ width: Int) -> String {
    let label = name.count > width ? "…" + name.suffix(width - 1) : name + Self.spaces(width - name.count)
    return label + "  " + summary(of: name)
  }

  /// The counts of a call's name: `3 done, 1 running`.
  func summary(of name: String) -> String {
    let row = rows[name] ?? Row()
    var parts: [String] = []
    if row.done > 0 { parts.append("\(row.done) done") }
    if row.running > 0 { parts.append("\(row.running) running") }
    if row.waiting > 0 { parts.append("\(row.waiting) waiting") }
    if row.failed > 0 { parts.append("\(row.failed) failed") }
    if row.retried > 0 { parts.append("\(row.retried) retried") }
    if row.skipped > 0 { parts.append("\(row.skipped) skipped") }
    let reason = row.reason.map { " (\($0))" } ?? ""
    return parts.joined(separator: ", ") + reason
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// `1:02:03` or `2:03`.
  static func duration(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds / 1000)
    let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    let minutes = seconds / 60
    return minutes >= 60
      ? "\(minutes / 60):\(two(minutes % 60)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
