package import JSONText
package import RunIndex
import WorkflowEngine

/// Where one run is: a reading of the index, without I/O.
package struct StatusReport {
  private let run: RunSummary
  private let folder: String
  private let tallies: [CallTally]
  /// The first of those that failed.
  private let failures: [IndexedCall]
  /// Every call, where they were asked for.
  private let calls: [IndexedCall]?
  private let now: Int64
  /// How to go on with it, and how to end what goes on of it.
  private let resuming: String
  private let cancelling: String
  /// What goes on without a process; nil where nothing does, or that is not known.
  var left: LeftReport?

  /// How many failures are told one by one.
  package static let told = 20

  /// - Parameter now: milliseconds since 1970.
  /// - Parameter resuming: what a person types to go on with the run; `cancelling`: to end its jobs.
  package init(
    _ run: RunSummary, folder: String, tallies: [CallTally], failures: [IndexedCall], calls: [IndexedCall]?, now: Int64,
    resuming: String, cancelling: String
  ) {
    self.run = run
    self.folder = folder
    self.tallies = tallies
    self.failures = failures
    self.calls = calls
    self.now = now
    self.resuming = resuming
    self.cancelling = cancelling
  }

  // MARK: Text

  package var lines: [String] {
    var parts = [head]
    if !tallies.isEmpty { parts.append(TallyTable(tallies, isUnderWay: isUnderWay, now: now).lines) }
    if let calls, !calls.isEmpty { parts.append(lines(of: calls)) }
    if !ending.isEmpty { parts.append(ending) }
    if let left { parts += left.parts }
    if let advice { parts.append([advice]) }
    return Array(parts.joined(separator: [""]))
  }

  /// Whether no process here tells how far it is.
  var isInterrupted: Bool { run.state == .interrupted || run.state == .detached }

  /// What another run's report tells of it.
  ///
  /// - Parameter goesOn: whether what began it does.
  func brief(goesOn: Bool) -> [[String]] {
    let isRunning = goesOn && isInterrupted
    let table = TallyTable(tallies, isUnderWay: isRunning, now: now)
    let head = "\(run.name)  \(isRunning ? RunState.running.rawValue : run.state.rawValue)"
    return [[head] + ending] + (tallies.isEmpty ? [] : [table.lines])
  }

  private var isUnderWay: Bool { run.state == .running || run.state == .unknown || left?.hasHead == true }

  private var head: [String] {
    var lines = ["\(run.name)  \(left?.state ?? run.state.rawValue)"]
    if run.begun > 0 {
      lines.append(
        "workflow     \(run.workflow)\nbegun        \(RunListing.time(run.begun)), "
          + (isUnderWay ? "for" : "took") + " \(ProgressTable.duration(run.duration(now: now)))")
    }
    if isInterrupted, !isUnderWay { lines.append("last event   \(RunListing.time(run.latest))") }
    if !run.environments.isEmpty { lines.append("environment  \(run.environments.joined(separator: ", "))") }
    lines.append("folder       \(folder)")
    if let problem = run.problem { lines.append("its journal cannot be read: \(problem)") }
    if run.unread > 0 {
      lines.append("passed over: \(Plural.text(run.unread, "line")) of its journal that cannot be understood here")
    }
    return lines
  }

  private var ending: [String] {
    var lines: [String] = []
    for failure in failures.prefix(Self.told) {
      lines.append("failed \(failure.path): \(Self.indented(failure.reason))")
    }
    let more = run.counts[.failed] - min(failures.count, Self.told)
    if more > 0 { lines.append("… and \(more) more; --calls lists every call") }
    if case .failed(let message)? = run.end, failures.isEmpty { lines.append("failed: \(Self.indented(message))") }
    return lines
  }

  private var advice: String? {
    let ending = left?.goesOn == true ? "to end its jobs: \(cancelling)" : nil
    // A head goes on by itself, and so does a coordinator.
    if let left, left.hasHead || left.holder != nil || !left.runs.isEmpty { return ending }
    return switch run.state {
    case .interrupted, .detached:
      "no process goes on with this run; to go on with it: \(resuming)" + (ending.map { "\n" + $0 } ?? "")
    case .failed, .cancelled: "when the cause is mended, go on with it: \(resuming)"
    case .running, .succeeded, .unknown, .unreadable: nil
    }
  }

  private static func indented(_ message: String) -> String { message.replacing("\n", with: "\n  ") }

  private func lines(of calls: [IndexedCall]) -> [String] {
    var table = TextTable([
      .init(title: "CALL"), .init(title: "STATE"), .init(title: "ATTEMPTS", isNumber: true),
      .init(title: "SINCE"), .init(title: "WHY"),
    ])
    for call in calls {
      let why = call.record.message?.split(separator: "\n").first.map(String.init) ?? ""
      table.add([
        call.path, word(for: call.record.state), String(call.record.attempts), RunListing.time(call.record.since), why,
      ])
    }
    return table.lines
  }

  /// What was under way when a run ended is not under way any more.
  private func word(for state: CallState) -> String { state.isOpen && !isUnderWay ? "left" : state.name }

  // MARK: JSON

  package var json: JSONValue {
    var members = RunListing.json(run, now: now)
    members["folder"] = .string(folder)
    members["names"] = .array(tallies.map(json))
    members["failures"] = .array(failures.map(json))
    if let left { members["left"] = left.json }
    if let calls { members["callList"] = .array(calls.map(json)) }
    return .object(members)
  }

  private func json(_ tally: CallTally) -> JSONValue {
    var members: JSONObject = ["name": .string(tally.name), "calls": .object(RunListing.json(tally.counts))]
    members["retries"] = .int(tally.retries)
    if let oldest = tally.oldestRunning { members["oldestRunning"] = .int(oldest) }
    if let reason = tally.reason { members["reason"] = .string(reason) }
    return .object(members)
  }

  private func json(_ call: IndexedCall) -> JSONValue {
    var members: JSONObject = [
      "call": .string(call.path), "name": .string(call.name), "state": .string(call.record.state.name),
      "begun": .int(call.record.begun), "since": .int(call.record.since), "attempts": .int(call.record.attempts),
    ]
    if let message = call.record.message { members["message"] = .string(message) }
    return .object(members)
  }
}

extension IndexedCall {
  /// How it failed, without what says which call it was.
  fileprivate var reason: String {
    guard let message = record.message else { return "its journal does not say why" }
    let beginning = "call \(path) failed: "
    return message.hasPrefix(beginning) ? String(message.dropFirst(beginning.count)) : message
  }
}
