import NIOCore
import NIOHTTP1
import NIOSSL

/// A connection that carries one exchange after the other.
final class HTTPConnection: Sendable {
  let route: HTTPRoute
  private let channel: any Channel
  private let exchange: NIOLoopBound<ExchangeHandler>

  init(route: HTTPRoute, channel: any Channel, exchange: NIOLoopBound<ExchangeHandler>) {
    self.route = route
    self.channel = channel
    self.exchange = exchange
  }

  /// Adds the handlers of a connection that is ready for requests, or for the TLS handshake before them.
  static func addHandlers(
    to pipeline: ChannelPipeline.SynchronousOperations, route: HTTPRoute, tls: NIOSSLContext?
  ) throws -> NIOLoopBound<ExchangeHandler> {
    if let tls {
      try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: route.isAddress ? nil : route.host))
    }
    try pipeline.addHTTPClientHandlers()
    let exchange = ExchangeHandler(host: route.name, loop: pipeline.eventLoop)
    try pipeline.addHandler(exchange)
    return NIOLoopBound(exchange, eventLoop: pipeline.eventLoop)
  }

  var isOpen: Bool { channel.isActive }

  /// Whether the caller runs on its event loop.
  var isNear: Bool { channel.eventLoop.inEventLoop }

  func close() { channel.close(promise: nil) }

  /// Sends a request; returns when the response's head is there, which may be before all was sent.
  func answer(to request: HTTPRequest, idle: Duration) async throws -> Answer {
    let head = head(of: request)
    let idle = TimeAmount.nanoseconds(Int64(idle.inSeconds * 1e9))
    guard let body = try await whole(request.body) else {
      return answer(try await sendInPieces(head, request.body, idle: idle))
    }
    let exchange = exchange
    return answer(
      try await withCheckedThrowingContinuation { caller in
        let begin = { @Sendable in
          do {
            try exchange.value.begin(head, body: body, idle: idle) { caller.resume(with: $0) }
          } catch {
            caller.resume(throwing: error)
          }
        }
        if isNear { begin() } else { channel.eventLoop.execute(begin) }
      })
  }

  private func sendInPieces(_ head: HTTPRequestHead, _ body: HTTPBody, idle: TimeAmount) async throws -> ResponseStart {
    let (loop, exchange) = (channel.eventLoop, exchange)
    let start = try await loop.submit {
      let promise = loop.makePromise(of: ResponseStart.self)
      do {
        try exchange.value.begin(head, body: nil, idle: idle) { promise.completeWith($0) }
      } catch {
        promise.fail(error)
        throw error
      }
      return promise.futureResult
    }.get()
    do {
      try await send(body)
    } catch let error as HTTPTransportError {
      if case .bodyUnreadable = error { throw error }
      // The server may have refused before it had everything; then its answer says more than the broken pipe.
      guard let answer = try? await start.get() else { throw error }
      return answer
    }
    return try await start.get()
  }

  /// - Returns: whether the connection can carry another exchange.
  func finish() async -> Bool {
    let exchange = exchange
    guard let isReusable = try? await channel.eventLoop.submit({ exchange.value.finish() }).get() else { return false }
    if !isReusable { close() }
    return isReusable
  }

  /// Longer bodies go in pieces, in bytes.
  private static let atOnce: Int64 = 64 * 1024

  /// A body that goes along with the head; nil for one that goes in pieces.
  private func whole(_ body: HTTPBody) async throws -> ByteBuffer? {
    switch body {
    case .none: return ByteBuffer()
    case .bytes(let bytes): return ByteBuffer(bytes: bytes)
    case .file, .stream:
      guard body.length <= Self.atOnce else { return nil }
      var buffer = ByteBuffer()
      buffer.reserveCapacity(Int(body.length))
      var reader = HTTPBodyReader(body)
      while let chunk = try await reader.next() { buffer.writeBytes(chunk) }
      try Self.check(rest: body.length - Int64(buffer.readableBytes))
      return buffer
    }
  }

  /// The last piece goes together with the end: a fast server answers as soon as it has all bytes, and a connection on
  /// which an answer comes before the end of its request is not used again.
  private func send(_ body: HTTPBody) async throws {
    var reader = HTTPBodyReader(body)
    let (loop, exchange) = (channel.eventLoop, exchange)
    var rest = body.length
    var last: EventLoopFuture<Void>?
    while rest > 0, let chunk = try await reader.next() {
      rest -= Int64(chunk.count)
      let (buffer, isLast) = (ByteBuffer(bytes: chunk), rest <= 0)
      let written = loop.flatSubmit { isLast ? exchange.value.end(buffer) : exchange.value.write(buffer) }
      try await last?.get()
      last = written
    }
    try await last?.get()
    try Self.check(rest: rest)
  }

  private static func check(rest: Int64) throws {
    guard rest == 0 else {
      throw HTTPTransportError.bodyUnreadable(
        reason: "it is \(abs(rest)) bytes \(rest > 0 ? "shorter" : "longer") than was said")
    }
  }

  private func answer(_ start: ResponseStart) -> Answer {
    let (loop, exchange) = (channel.eventLoop, exchange)
    let body =
      if let (chunks, _) = start.whole {
        HTTPResponseBody(chunks: chunks.map { HTTPChunk($0) })
      } else {
        HTTPResponseBody {
          try await loop.flatSubmit { exchange.value.next() }.get().map { HTTPChunk($0) }
        } pour: { sink in
          try await loop.flatSubmit { exchange.value.drain { try sink(HTTPChunk($0)) } }.get()
        }
      }
    let head = start.head
    return Answer(
      response: HTTPResponse(
        status: Int(head.status.code), fields: HTTPFields(head.headers.map { ($0.name, $0.value) }), body: body),
      isReusable: start.whole?.isReusable)
  }

  private func head(of request: HTTPRequest) -> HTTPRequestHead {
    var headers = HTTPHeaders()
    headers.add(name: "Host", value: request.url.hostField)
    for field in request.fields { headers.add(name: field.name, value: field.value) }
    if request.body.length > 0 || ["POST", "PUT", "PATCH"].contains(request.method) {
      headers.replaceOrAdd(name: "Content-Length", value: String(request.body.length))
    }
    if route.needsAbsoluteTarget, let authorization = route.proxy?.authorization {
      headers.add(name: "Proxy-Authorization", value: authorization)
    }
    return HTTPRequestHead(
      version: .http1_1, method: HTTPMethod(rawValue: request.method),
      uri: route.needsAbsoluteTarget ? request.url.description : request.url.target, headers: headers)
  }
}

/// A response, and what becomes of its connection.
struct Answer: Sendable {
  let response: HTTPResponse
  /// Whether the connection can carry another exchange; nil while the response is not read to its end.
  let isReusable: Bool?
}
