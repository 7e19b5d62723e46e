package import JSONText
package import RunIndex
import WorkflowEngine

/// Runs as a table or as JSON: a reading of the index, without I/O.
package struct RunListing {
  private let runs: [RunSummary]
  /// Milliseconds since 1970.
  private let now: Int64

  package init(_ runs: [RunSummary], now: Int64) {
    self.runs = runs
    self.now = now
  }

  package var lines: [String] {
    var table = TextTable([
      .init(title: "RUN"), .init(title: "WORKFLOW"), .init(title: "STATE"), .init(title: "BEGUN"),
      .init(title: "TOOK", isNumber: true), .init(title: "CALLS", isNumber: true),
      .init(title: "DONE", isNumber: true), .init(title: "CACHED", isNumber: true),
      .init(title: "FAILED", isNumber: true), .init(title: "ENVIRONMENT"),
    ])
    for run in runs {
      table.add([
        run.name, run.workflow, run.state.rawValue, run.begun > 0 ? Self.time(run.begun) : "",
        run.begun > 0 ? ProgressTable.duration(run.duration(now: now)) : "", String(run.counts.total),
        String(run.counts[.done]), String(run.counts[.cached]), String(run.counts[.failed]),
        run.environments.joined(separator: ", "),
      ])
    }
    return table.lines
  }

  package var json: JSONValue { .array(runs.map { .object(Self.json($0, now: now)) }) }

  /// A time as people read it, in the zone of this machine.
  static func time(_ time: Int64) -> String { WallClock.text(time, "%Y-%m-%d %H:%M:%S") }

  /// Times are milliseconds since 1970, durations milliseconds, as in the journal.
  static func json(_ run: RunSummary, now: Int64) -> JSONObject {
    var members: JSONObject = [
      "run": .string(run.name), "workflow": .string(run.workflow), "state": .string(run.state.rawValue),
      "begun": .int(run.begun), "latest": .int(run.latest), "duration": .int(run.duration(now: now)),
      "environments": .array(run.environments.map { .string($0) }), "calls": .object(json(run.counts)),
      "retries": .int(run.retries),
    ]
    if case .failed(let message)? = run.end { members["message"] = .string(message) }
    if let problem = run.problem { members["problem"] = .string(problem) }
    if run.unread > 0 { members["unreadLines"] = .int(run.unread) }
    return members
  }

  static func json(_ counts: CallCounts) -> JSONObject {
    JSONObject([("total", .int(counts.total))] + CallState.allCases.map { ($0.name, .int(counts[$0])) })
  }
}
