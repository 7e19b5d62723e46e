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

  func close() { channel.close(promise: nil) }

  /// Sends a request; returns when the response's head is there, which may be before all was sent.
  func response(to request: HTTPRequest, idle: Duration) async throws -> HTTPResponse {
    let head = head(of: request)
    let idle = TimeAmount.nanoseconds(Int64(idle.inSeconds * 1e9))
    let whole: ByteBuffer? =
      switch request.body {
      case .none: ByteBuffer()
      case .bytes(let bytes): ByteBuffer(bytes: bytes)
      case .file, .stream: nil
      }
    let (loop, exchange) = (channel.eventLoop, exchange)
    let responseHead = try await loop.submit { try exchange.value.begin(head, body: whole, idle: idle) }.get()
    if whole == nil {
      do {
        try await send(request.body)
      } catch let error as HTTPTransportError {
        if case .bodyUnreadable = error { throw error }
        // The server may have refused before it had everything; then its answer says more than the broken pipe.
        guard let answer = try? await responseHead.get() else { throw error }
        return response(answer)
      }
    }
    return response(try await responseHead.get())
  }

  /// - Returns: whether the connection can carry another exchange.
  func finish() async -> Bool {
    let exchange = exchange
    guard let isReusable = try? await channel.eventLoop.submit({ exchange.value.finish() }).get() else { return false }
    if !isReusable { close() }
    return isReusable
  }

  private func send(_ body: HTTPBody) async throws {
    var reader = HTTPBodyReader(body)
    let (loop, exchange) = (channel.eventLoop, exchange)
    var rest = body.length
    var last: EventLoopFuture<Void>?
    while let chunk = try await reader.next() {
      rest -= Int64(chunk.count)
      let buffer = ByteBuffer(bytes: chunk)
      let written = loop.flatSubmit { exchange.value.write(buffer) }
      try await last?.get()
      last = written
    }
    try await last?.get()
    guard rest == 0 else {
      throw HTTPTransportError.bodyUnreadable(reason: "it is \(rest) bytes shorter than was said")
    }
    try await loop.flatSubmit { exchange.value.end() }.get()
  }

  private func response(_ head: HTTPResponseHead) -> HTTPResponse {
    let (loop, exchange) = (channel.eventLoop, exchange)
    return HTTPResponse(
      status: Int(head.status.code), fields: HTTPFields(head.headers.map { ($0.name, $0.value) }),
      body: HTTPResponseBody {
        try await loop.flatSubmit { exchange.value.next() }.get().map { HTTPChunk($0) }
      })
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
