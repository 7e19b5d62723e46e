import AWSClient
import JSONText
import Synchronization

/// CloudWatch Logs in memory: streams by their groups, a few lines a page, and the same token again at the end.
final class FakeLogs: Sendable {
  private struct State {
    var streams: [String: [String]] = [:]
    var regions: [String] = []
  }

  private let state = Mutex(State())
  private let pageSize: Int

  init(pageSize: Int = 10_000) { self.pageSize = pageSize }

  func append(_ lines: [String], to stream: String, of group: String = "/aws/batch/job") {
    state.withLock { $0.streams[group + " " + stream, default: []] += lines }
  }

  /// The regions that were asked, in order.
  var regions: [String] { state.withLock { $0.regions } }

  func answer(_ received: InMemoryTransport.Received) throws -> HTTPResponse {
    let body = try JSONParser.parse(received.body)
    let scope = received.request.fields["Authorization"]?.split(separator: "/").dropFirst(2).first
    let name = "\(body["logGroupName"]?.string ?? "") \(body["logStreamName"]?.string ?? "")"
    return state.withLock { state in
      state.regions.append(String(scope ?? ""))
      guard let lines = state.streams[name] else {
        return HTTPResponse(
          status: 400, fields: ["x-amzn-errortype": "ResourceNotFoundException"], body: HTTPResponseBody([]))
      }
      let size = min(pageSize, body["limit"]?.int.map { Int($0) } ?? .max)
      let start =
        body["nextToken"]?.string.flatMap { Int($0) }
        ?? (body["startFromHead"] == true ? 0 : max(0, lines.count - size))
      let page = lines.dropFirst(start).prefix(size)
      let answer: JSONValue = [
        "events": .array(page.map { ["timestamp": 1, "message": .string($0)] }),
        "nextForwardToken": .string(String(start + page.count)),
      ]
      return HTTPResponse(status: 200, body: HTTPResponseBody(Array(JSONWriter.compact(answer).utf8)))
    }
  }
}
