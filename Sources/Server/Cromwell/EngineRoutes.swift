import Hummingbird
import JSONText

/// What the server says of itself: `/engine/{version}`, and metrics for Prometheus.
struct EngineRoutes {
  let parts: ServerParts

  func add(to router: Router<ServerContext>) {
    let group = router.group("engine/:version")
    group.get("version") { _, _ in Response.json(["cromwell": .string(CromwellFacts.version)]) }
    group.get("status") { _, _ in try await status() }
    group.get("stats") { _, _ in
      let running = await parts.runner.runningCount
      return Response.json(["workflows": .int(running), "jobs": .int(parts.load.calls)])
    }
    router.get("metrics") { _, _ in try await metrics() }
  }

  /// Whether the database answers: for those who watch that the server is well.
  private func status() async throws -> Response {
    do {
      _ = try await parts.store.counts()
      return .json(["Engine Database": ["ok": true]])
    } catch {
      return .json(
        ["Engine Database": ["ok": false, "messages": ["the database does not answer"]]], status: .internalServerError)
    }
  }

  private func metrics() async throws -> Response {
    var lines = [
      "# HELP martlet_workflows Workflows by their status.", "# TYPE martlet_workflows gauge",
    ]
    let counts = try await parts.store.counts()
    for status in WorkflowStatus.allCases {
      lines.append("martlet_workflows{status=\"\(status.rawValue)\"} \(counts[status] ?? 0)")
    }
    lines += [
      "# HELP martlet_calls_open Calls that are under way.", "# TYPE martlet_calls_open gauge",
      "martlet_calls_open \(parts.load.calls)", "",
    ]
    return .text(lines.joined(separator: "\n"), as: "text/plain; version=0.0.4; charset=utf-8")
  }
}
