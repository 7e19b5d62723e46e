import RunIndex
import WorkflowModel

extension ReportedRun {
  /// How far the calls of each name are: `10 done, 2 cached, 1 failed`.
  package var notes: [String: String] {
    var counts: [String: [CallState: Int]] = [:]
    for call in calls { counts[call.path.name, default: [:]][call.state, default: 0] += 1 }
    return counts.mapValues { counts in
      CallState.allCases.compactMap { state in counts[state].map { "\($0) \(state.name)" } }.joined(separator: ", ")
    }
  }
}
