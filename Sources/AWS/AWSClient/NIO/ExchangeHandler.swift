import NIOCore
import NIOHTTP1
import NIOSSL

/// The event loop's side of an exchange: writes the request, keeps what comes until somebody asks for it, and holds
/// reads back while too much is kept. ``ExchangeState`` decides; this carries out.
final class ExchangeHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  private let host: String
  private let loop: any EventLoop
  private var state = ExchangeState()
  private var context: ChannelHandlerContext?
  private var head: EventLoopPromise<HTTPResponseHead>?
  private var waiting: EventLoopPromise<ByteBuffer?>?
  private var chunks = CircularBuffer<ByteBuffer>()
  private var holdsRead = false
  private var idle = TimeAmount.seconds(60)
  private var lastActivity = NIODeadline.now()
  private var timer: Scheduled<Void>?

  init(host: String, loop: any EventLoop) {
    self.host = host
    self.loop = loop
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    fail(closed)
    self.context = nil
  }

  // MARK: what the connection asks

  /// Starts an exchange; `body` is the whole of it, or nil when ``write(_:)`` and ``end()`` will follow.
  /// - Returns: the future of the response's head.
  func begin(_ request: HTTPRequestHead, body: ByteBuffer?, idle: TimeAmount) throws -> EventLoopFuture<
    HTTPResponseHead
  > {
    if case .failed(let error)? = state.end, !error.isLoss { throw error }
    guard let context, context.channel.isActive, state.begin() else { throw StaleConnection() }
    self.idle = idle
    touch()
    let promise = loop.makePromise(of: HTTPResponseHead.self)
    head = promise
    startTimer(after: idle)
    context.write(wrapOutboundOut(.head(request)), promise: nil)
    if let body {
      if body.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      state.requestEnded()
    }
    return promise.futureResult
  }

  /// Succeeds when the operating system has taken the bytes.
  func write(_ bytes: ByteBuffer) -> EventLoopFuture<Void> { write(.body(.byteBuffer(bytes))) }

  /// Ends the request.
  func end() -> EventLoopFuture<Void> {
    state.requestEnded()
    return write(.end(nil))
  }

  private func write(_ part: HTTPClientRequestPart) -> EventLoopFuture<Void> {
    guard let context else { return loop.makeFailedFuture(closed) }
    touch()
    let promise = loop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(part), promise: promise)
    let bound = NIOLoopBound(self, eventLoop: loop)
    return promise.futureResult.map { bound.value.touch() }.flatMapErrorThrowing { throw bound.value.described($0) }
  }

  /// The next bytes of the body; nil at its end.
  func next() -> EventLoopFuture<ByteBuffer?> {
    if let chunk = chunks.popFirst() {
      state.took(chunk.readableBytes)
      releaseRead()
      return loop.makeSucceededFuture(chunk)
    }
    switch state.end {
    case .complete: return loop.makeSucceededFuture(nil)
    case .failed(let error): return loop.makeFailedFuture(error)
    case nil:
      touch()
      let promise = loop.makePromise(of: ByteBuffer?.self)
      waiting = promise
      return promise.futureResult
    }
  }

  /// - Returns: whether another exchange may follow.
  func finish() -> Bool {
    timer?.cancel()
    timer = nil
    chunks.removeAll()
    return state.finish()
  }

  // MARK: what the channel tells

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    touch()
    switch unwrapInboundIn(data) {
    case .head(let response):
      state.responseBegan(keepsAlive: response.isKeepAlive)
      head?.succeed(response)
      head = nil
    case .body(let bytes):
      if let waiting {
        self.waiting = nil
        waiting.succeed(bytes)
      } else {
        state.kept(bytes.readableBytes)
        chunks.append(bytes)
      }
    case .end:
      let mustClose = state.responseEnded()
      waiting?.succeed(nil)
      waiting = nil
      if mustClose { context.close(promise: nil) }
    }
  }

  func read(context: ChannelHandlerContext) {
    if state.isFull { holdsRead = true } else { context.read() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(.connectionLost(reason: "the server closed it before the response was complete"))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(described(error))
    context.close(promise: nil)
  }

  // MARK: -

  private var closed: HTTPTransportError { .connectionLost(reason: "the connection was closed") }

  private func touch() { lastActivity = .now() }

  private func releaseRead() {
    guard holdsRead, !state.isFull else { return }
    holdsRead = false
    context?.read()
  }

  /// One timer an exchange: when it fires, it looks how long nothing has happened and starts anew for the rest.
  private func startTimer(after delay: TimeAmount) {
    let bound = NIOLoopBound(self, eventLoop: loop)
    timer = loop.scheduleTask(in: delay) { bound.value.checkIdle() }
  }

  private func checkIdle() {
    let deadline = lastActivity + idle
    guard state.isWaiting || waiting != nil, deadline <= .now() else {
      return startTimer(after: max(deadline - .now(), .milliseconds(10)))
    }
    let seconds = Double(idle.nanoseconds) / 1e9
    fail(.timedOut(what: "nothing came from \(host) or went to it for \(seconds) s"))
    context?.close(promise: nil)
  }

  private func fail(_ error: HTTPTransportError) {
    state.failed(error)
    timer?.cancel()
    timer = nil
    head?.fail(state.isStale ? StaleConnection() : error)
    head = nil
    waiting?.fail(error)
    waiting = nil
  }

  private func described(_ error: any Error) -> HTTPTransportError {
    switch error {
    case let error as HTTPTransportError: error
    case let error as IOError: .connectionLost(reason: LocalFile.reason(error.errnoCode))
    case let error as HTTPParserError:
      error == .invalidEOFState
        ? .connectionLost(reason: "the response was cut off") : .malformedResponse(reason: "\(error)")
    case NIOSSLError.uncleanShutdown: .connectionLost(reason: "TLS was cut off")
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: .tlsFailed(host: host, reason: "\(error)")
    default: .connectionLost(reason: "\(error)")
    }
  }
}
