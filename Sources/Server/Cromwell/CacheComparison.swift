import Hummingbird
import HummingbirdCore
import JSONText
import RunIndex
import RunReport
import WorkflowModel

/// Tells how two calls differ to the call cache.
///
/// Source: Cromwell's REST API, `GET /api/workflows/{version}/callcaching/diff`, release 92. A key of martlet's is one
/// digest of all that makes a result, so that calls differ in one thing or in nothing.
struct CacheComparison {
  private let parts: ServerParts
  private let user: String

  init(_ parts: ServerParts, of user: String) {
    self.parts = parts
    self.user = user
  }

  func answer(_ items: [(name: String, value: String)]) async throws -> Response {
    func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
    var sides: [(json: JSONValue, key: String)] = []
    for side in ["A", "B"] {
      guard let id = value("workflow\(side)"), let call = value("call\(side)") else {
        throw ServerError.badRequest("Wrong parameters for call cache diff query: workflow\(side) and call\(side)")
      }
      let index = value("index\(side)")
      guard index == nil || index.flatMap({ Int($0) }) != nil else {
        throw ServerError.badRequest("index\(side) has to be a number")
      }
      sides.append(try await describe(id, call, index.flatMap { Int($0) } ?? -1))
    }
    let (a, b) = (sides[0], sides[1])
    let difference: [JSONValue] =
      a.key == b.key ? [] : [["hashKey": "martlet", "callA": .string(a.key), "callB": .string(b.key)]]
    return .json(["callA": a.json, "callB": b.json, "hashDifferential": .array(difference)])
  }

  /// - Parameter name: `workflow.call`.
  private func describe(_ id: String, _ name: String, _ index: Int) async throws -> (json: JSONValue, key: String) {
    let workflow = try await parts.workflow(id, of: user)
    let run = try await parts.readings.run(in: parts.directory(of: workflow))
    let call = run?.calls.first {
      $0.path.steps.count == 1 && "\(workflow.name ?? "").\($0.path.name)" == name && ShardIndex.of($0.path) == index
    }
    guard let call else {
      throw ServerError(.notFound, "Cannot find call \(name):\(index) of workflow \(workflow.id)")
    }
    guard let key = call.key else {
      throw ServerError(.notFound, "The call \(name):\(index) of workflow \(workflow.id) has no hash")
    }
    return (
      [
        "executionStatus": .string(call.state == .done || call.state == .cached ? "Done" : "Running"),
        "allowResultReuse": true, "callFqn": .string(name), "jobIndex": .int(index), "workflowId": .string(workflow.id),
      ], key
    )
  }
}
