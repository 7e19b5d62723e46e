/// How a run stands in the words of WES.
enum WESState {
  static func of(_ status: WorkflowStatus) -> String {
    switch status {
    case .onHold: "PAUSED"
    case .submitted: "QUEUED"
    case .running: "RUNNING"
    case .aborting: "CANCELING"
    case .aborted: "CANCELED"
    case .failed: "EXECUTOR_ERROR"
    case .succeeded: "COMPLETE"
    }
  }
}

/// Times as WES writes them: `2026-11-28T19:43:09Z`.
enum WESTime {
  /// - Parameter time: milliseconds since 1970.
  static func text(_ time: Int64) -> String { CromwellTime.text(time).prefix(19) + "Z" }
}
