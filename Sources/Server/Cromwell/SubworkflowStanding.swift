import RunIndex
import RunReport

/// How a workflow that is called stands, by what its calls do.
struct SubworkflowStanding {
  private(set) var start = Int64.max
  private(set) var end: Int64?
  private(set) var status = WorkflowStatus.running
  private var latest: Int64 = 0
  private var states: Set<CallState> = []

  mutating func add(_ call: ReportedCall) {
    start = min(start, call.begun)
    latest = max(latest, call.since)
    states.insert(call.state)
  }

  /// - Parameters:
  ///   - isOver: whether it has given its outputs.
  ///   - rootEnd: when the whole run ended.
  mutating func finish(isOver: Bool, rootEnd: Int64?) {
    if start == .max { start = rootEnd ?? 0 }
    if isOver {
      status = .succeeded
    } else if states.contains(where: { $0.isOpen }), rootEnd == nil {
      status = .running
    } else if states.contains(.failed) || states.contains(.skipped) {
      status = .failed
    } else if states.contains(.cancelled) {
      status = .aborted
    } else {
      status = rootEnd == nil ? .running : .succeeded
    }
    if status.isTerminal { end = max(latest, start) }
  }

  /// As the call that runs it.
  var execution: String {
    switch status {
    case .succeeded: "Done"
    case .failed: "Failed"
    case .aborted: "Aborted"
    default: "Running"
    }
  }
}
