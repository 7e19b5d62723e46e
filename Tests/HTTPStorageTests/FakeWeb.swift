import AWSClient
import HTTPStorage
import Synchronization
import WorkflowModel

/// A web without a network: each URL has answers, given one after the other, the last one for ever.
final class FakeWeb: Sendable {
  typealias Answer = @Sendable (InMemoryTransport.Received) throws -> HTTPResponse

  let transport: InMemoryTransport
  let clock = PatientClock()

  init(_ answers: [String: [Answer]]) {
    let given = Mutex<[String: Int]>([:])
    transport = InMemoryTransport { received in
      let url = received.request.url.description
      guard let all = answers[url] else { return HTTPResponse(status: 404) }
      let number = given.withLock { given in
        given[url, default: 0] += 1
        return given[url, default: 1]
      }
      return try all[min(number, all.count) - 1](received)
    }
  }

  /// One answer for each URL, whatever is asked.
  convenience init(_ answers: [String: HTTPResponse]) { self.init(answers.mapValues { answer in [{ _ in answer }] }) }

  var storage: HTTPStorage {
    HTTPStorage(WebClient(transport, retry: RetryPolicy(maximumAttempts: 3), clock: clock))
  }

  /// What was asked, as `GET https://host/path`.
  var asked: [String] { transport.received.map { "\($0.request.method) \($0.request.url)" } }
}

extension HTTPResponse {
  static func text(_ text: String, status: Int = 200, _ fields: HTTPFields = HTTPFields()) -> HTTPResponse {
    var fields = fields
    if fields["content-length"] == nil { fields["Content-Length"] = String(text.utf8.count) }
    return HTTPResponse(status: status, fields: fields, body: HTTPResponseBody(Array(text.utf8)))
  }

  static func redirect(_ location: String) -> HTTPResponse { HTTPResponse(status: 302, fields: ["Location": location]) }

  /// An answer that is cut off after some of its text.
  static func cutOff(_ text: String, announced: Int, status: Int = 200, _ fields: HTTPFields) -> HTTPResponse {
    var fields = fields
    fields["Content-Length"] = String(announced)
    let hasCome = Mutex(false)
    let body = HTTPResponseBody {
      let isFirst = hasCome.withLock { come in
        defer { come = true }
        return !come
      }
      guard isFirst else { throw HTTPTransportError.connectionLost(reason: "reset") }
      return HTTPChunk(Array(text.utf8))
    }
    return HTTPResponse(status: status, fields: fields, body: body)
  }
}

/// A clock for which waiting takes no time.
final class PatientClock: AWSClock {
  private let waited = Mutex<[Duration]>([])

  var sleeps: [Duration] { waited.withLock { $0 } }

  func now() -> UnixTime { UnixTime(seconds: 0) }

  func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    waited.withLock { $0.append(duration) }
  }
}

/// The code of the ``ExecutionError`` that is thrown.
func code(of body: () async throws -> Void) async -> ExecutionError.Code? {
  do { try await body() } catch { return (error as? ExecutionError)?.code }
  return nil
}
