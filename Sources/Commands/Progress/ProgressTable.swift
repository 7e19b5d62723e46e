package import WorkflowEngine
import WorkflowModel

/// How far a run is, by call: a reading of its events, without I/O.
package struct ProgressTable {
  struct Row {
    /// Not given to a backend yet.
    var waiting = 0
    /// Given to one that has not begun it.
    var queued = 0
    var running = 0
    var done = 0
    var failed = 0
    var retried = 0
    var skipped = 0
    /// Of the done ones, those whose results come from the cache.
    var cached = 0
    /// Why the newest of those that wait or are queued does.
    var reason: String?
    var oldestRunning = OldestFirst()
    var oldestQueued = OldestFirst()
  }

  /// Where a call is, of those that are under way.
  fileprivate enum Place { case waiting, queued, running }

  private(set) var names: [String] = []
  private(set) var rows: [String: Row] = [:]
  private var places: [CallPath: Place] = [:]
  private(set) var title = ""
  private(set) var started: Int64 = 0
  private(set) var ended: RunEnd?

  package init() {}

  package mutating func apply(_ event: RunEvent) {
    switch event.kind {
    case .runStarted(let place, let workflow):
      title = "\(workflow)  \(place.folder)"
      started = event.time
    case .callRestored(let call): change(call) { $0.done += 1 }
    case .callStarted(let call): move(call, to: .waiting, event.time)
    case .attemptPrepared(let attempt, _, _, _):
      if attempt.number > 0 { change(attempt.call) { $0.retried += 1 } }
    case .attemptSubmitted(let attempt, let handle), .attemptTakenOver(let attempt, let handle):
      // A process of this machine has begun when it has a handle.
      if handle.backend != "local" { move(attempt.call, to: .queued, event.time) }
    case .attemptWaiting(let attempt, let reason): change(attempt.call) { $0.reason = reason }
    case .attemptRunning(let attempt): move(attempt.call, to: .running, event.time)
    case .attemptEnded(let attempt, .outcome): move(attempt.call, to: .waiting, event.time)
    case .callSucceeded(let call, _, _): finish(call) { $0.done += 1 }
    case .callCached(let call, _):
      finish(call) { row in
        row.done += 1
        row.cached += 1
      }
    case .callFailed(let call, _): finish(call) { $0.failed += 1 }
    case .callCancelled(let call): finish(call) { _ in }
    case .callSkipped(let call, _): change(call) { $0.skipped += 1 }
    case .runResumed, .attemptPlaced, .attemptEnded(_, .error), .attemptEnded(_, .cancelled), .note, .callKeyed,
      .callUncached:
      break
    case .runEnded(let end): ended = end
    }
  }

  private mutating func change(_ call: CallPath, _ body: (inout Row) -> Void) {
    if rows[call.name] == nil { names.append(call.name) }
    body(&rows[call.name, default: Row()])
  }

  private mutating func move(_ call: CallPath, to place: Place, _ time: Int64) {
    let before = places.updateValue(place, forKey: call)
    guard before != place else { return }
    change(call) { row in
      if let before { row.leave(before, call) }
      switch place {
      case .waiting: row.waiting += 1
      case .queued:
        row.queued += 1
        row.oldestQueued.add(call, time)
      case .running:
        row.running += 1
        row.oldestRunning.add(call, time)
      }
      if place == .running { row.reason = nil }
    }
  }

  private mutating func finish(_ call: CallPath, _ body: (inout Row) -> Void) {
    let place = places.removeValue(forKey: call)
    change(call) { row in
      if let place { row.leave(place, call) }
      body(&row)
    }
  }

  /// The table as lines no wider than `columns` and no more than `rows`.
  package func lines(columns: Int, rows limit: Int, now: Int64) -> [String] {
    var lines = [title + "  " + Self.duration(now - started)]
    let width = min(40, names.map(\.count).max() ?? 0)
    let shown = names.suffix(max(1, limit - 3))
    if names.count > shown.count { lines.append("  … \(names.count - shown.count) more above") }
    for name in shown { lines.append("  " + line(name, width, now)) }
    return lines.map { String($0.prefix(columns)) }
  }

  private func line(_ name: String, _ width: Int, _ now: Int64) -> String {
    let label = name.count > width ? "…" + name.suffix(width - 1) : name + Self.spaces(width - name.count)
    return label + "  " + summary(of: name, now: now)
  }

  /// The counts of a call's name: `3 done, 2 running (0:45)`.
  ///
  /// - Parameter now: then the longest time that one runs, or is queued, is told too.
  func summary(of name: String, now: Int64? = nil) -> String {
    let row = rows[name] ?? Row()
    func age(_ oldest: OldestFirst) -> String? { now.flatMap { now in oldest.first.map { Self.duration(now - $0) } } }
    func noted(_ notes: String?...) -> String {
      let notes = notes.compactMap(\.self)
      return notes.isEmpty ? "" : " (" + notes.joined(separator: ": ") + ")"
    }
    var parts: [String] = []
    if row.done > 0 { parts.append("\(row.done) done" + noted(row.cached > 0 ? "\(row.cached) cached" : nil)) }
    if row.running > 0 { parts.append("\(row.running) running" + noted(age(row.oldestRunning))) }
    if row.queued > 0 { parts.append("\(row.queued) queued" + noted(age(row.oldestQueued), row.reason)) }
    if row.waiting > 0 { parts.append("\(row.waiting) waiting" + noted(row.queued > 0 ? nil : row.reason)) }
    if row.failed > 0 { parts.append("\(row.failed) failed") }
    if row.retried > 0 { parts.append("\(row.retried) retried") }
    if row.skipped > 0 { parts.append("\(row.skipped) skipped") }
    return parts.joined(separator: ", ")
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

extension ProgressTable.Row {
  fileprivate mutating func leave(_ place: ProgressTable.Place, _ call: CallPath) {
    switch place {
    case .waiting: waiting -= 1
    case .queued:
      queued -= 1
      oldestQueued.remove(call)
    case .running:
      running -= 1
      oldestRunning.remove(call)
    }
  }
}

/// The calls that are in a state, by the time at which they came into it: the oldest is found at once.
struct OldestFirst {
  private var times: [CallPath: Int64] = [:]
  /// In the order of their coming; those that have left may still be in it.
  private var order: ArraySlice<(call: CallPath, time: Int64)> = []

  /// When the one came that is there longest; nil when there is none.
  var first: Int64? { order.first { times[$0.call] == $0.time }?.time }

  mutating func add(_ call: CallPath, _ time: Int64) {
    times[call] = time
    order.append((call, time))
  }

  mutating func remove(_ call: CallPath) {
    times[call] = nil
    while let oldest = order.first, times[oldest.call] != oldest.time { order.removeFirst() }
    if order.isEmpty { order = [] }
  }
}
