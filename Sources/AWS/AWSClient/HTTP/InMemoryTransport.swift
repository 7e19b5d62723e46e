import Synchronization

/// A transport without a network: a function answers the requests. For tests.
package final class InMemoryTransport: HTTPTransport {
  /// A request as the server would see it.
  package struct Received: Sendable {
    package let request: HTTPRequest
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  private let answer: @Sendable (Received) async throws -> HTTPResponse
  private let log = Mutex<[Received]>([])

  package init(answer: @escaping @Sendable (Received) async throws -> HTTPResponse) { self.answer = answer }

  /// Everything that was sent so far.
  package var received: [Received] { log.withLock { $0 } }

  package func send<Result: Sendable>(
    _ request: HTTPRequest, timeouts: HTTPTimeouts, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    try Task.checkCancellation()
    var body: [UInt8] = []
    var chunks = HTTPBodyReader(request.body)
    while let chunk = try await chunks.next() { body += chunk }
    let received = Received(request: request, body: body)
    log.withLock { $0.append(received) }
    return try await receive(try await answer(received))
  }

  package func shutdown() async {}
}
