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
  /// Told of the response, or of why there is none.
  private var tell: ((Result<ResponseStart, any Error>) -> Void)?
  /// The head of a short response while the rest of it may be on its way.
  private var head: HTTPResponseHead?
  private var waiting: EventLoopPromise<ByteBuffer?>?
  private var chunks = CircularBuffer<ByteBuffer>()
  /// Takes the rest of the body as it comes, in place of whoever asks for it piece by piece.
  private var drain: (sink: (ByteBuffer) throws -> Void, end: EventLoopPromise<Void>)?
  private var holdsRead = false
  private var idle = TimeAmount.seconds(60)
  private var lastActivity = NIODeadline.now()
  /// One for all exchanges of the connection: to start and to cancel one for each costs more than to find it fired too early.
  private var timer: (work: Scheduled<Void>, end: NIODeadline)?

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

  /// Starts an exchange; `body` is the whole of it, or nil when ``write(_:)`` and ``end(_:)`` will follow.
  ///
  /// - Parameter tell: told once how the response begins, or why there is none.
  func begin(
    _ request: HTTPRequestHead, body: ByteBuffer?, idle: TimeAmount,
    tell: @escaping (Result<ResponseStart, any Error>) -> Void
  ) throws {
    if case .failed(let error)? = state.end, !error.isLoss { throw error }
    guard let context, context.channel.isActive, state.begin() else { throw StaleConnection() }
    self.idle = idle
    self.tell = tell
    touch()
    startTimer(until: lastActivity + idle)
    context.write(wrapOutboundOut(.head(request)), promise: nil)
    if let body {
      if body.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      state.requestEnded()
    }
  }

  /// Succeeds when the operating system has taken the bytes.
  func write(_ bytes: ByteBuffer) -> EventLoopFuture<Void> { write(.body(.byteBuffer(bytes))) }

  /// Ends the request with its last bytes.
  func end(_ bytes: ByteBuffer) -> EventLoopFuture<Void> {
    guard let context else { return loop.makeFailedFuture(closed) }
    context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
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

  /// Hands what there is of the body, and what comes, to `sink` on the event loop. Nothing of it is kept meanwhile, so that
  /// TLS can use its buffer again.
  ///
  /// - Returns: a future of the body's end, or of what `sink` threw.
  func drain(_ sink: @escaping (ByteBuffer) throws -> Void) -> EventLoopFuture<Void> {
    let promise = loop.makePromise(of: Void.self)
    touch()
    drain = (sink, promise)
    while drain != nil, let chunk = chunks.popFirst() {
      state.took(chunk.readableBytes)
      pour(chunk)
    }
    releaseRead()
    switch state.end {
    case .complete: endDrain(.success(()))
    case .failed(let error): endDrain(.failure(error))
    case nil: break
    }
    return promise.futureResult
  }

  private func pour(_ bytes: ByteBuffer) {
    do { try drain?.sink(bytes) } catch { endDrain(.failure(error)) }
  }

  private func endDrain(_ result: Result<Void, any Error>) {
    let promise = drain?.end
    drain = nil
    promise?.completeWith(result)
  }

  /// - Returns: whether another exchange may follow.
  func finish() -> Bool {
    chunks.removeAll()
    return state.finish()
  }

  // MARK: what the channel tells

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    touch()
    switch unwrapInboundIn(data) {
    case .head(let response):
      state.responseBegan(keepsAlive: response.isKeepAlive)
      head = response
      if !Self.isShort(response) { tellStart() }
    case .body(let bytes):
      if drain != nil {
        pour(bytes)
      } else if let waiting {
        self.waiting = nil
        waiting.succeed(bytes)
      } else {
        state.kept(bytes.readableBytes)
        chunks.append(bytes)
      }
    case .end:
      let mustClose = state.responseEnded()
      tellStart()
      waiting?.succeed(nil)
      waiting = nil
      endDrain(.success(()))
      if mustClose { context.close(promise: nil) }
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    tellStart()
    context.fireChannelReadComplete()
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

  /// A body up to this length is waited for as long as its head is being read, in bytes.
  private static let shortBody = 64 * 1024

  private static func isShort(_ response: HTTPResponseHead) -> Bool {
    response.headers.first(name: "content-length").flatMap { Int($0) }.map { $0 <= shortBody } ?? false
  }

  /// Hands over what there is of the response. When that is everything the exchange is over, without another word between
  /// the event loop and the task: with small objects, that is most of what they cost.
  private func tellStart() {
    guard let head, let tell else { return }
    (self.head, self.tell) = (nil, nil)
    guard state.end == .complete else { return tell(.success(ResponseStart(head: head, whole: nil))) }
    let body = Array(chunks)
    tell(.success(ResponseStart(head: head, whole: (body, isReusable: finish()))))
  }

  private func releaseRead() {
    guard holdsRead, !state.isFull else { return }
    holdsRead = false
    context?.read()
  }

  /// When it fires, it looks how long nothing has happened and starts anew for the rest, as long as an exchange is under way.
  private func startTimer(until end: NIODeadline) {
    if let timer, timer.end <= end { return }
    timer?.work.cancel()
    let bound = NIOLoopBound(self, eventLoop: loop)
    timer = (loop.scheduleTask(deadline: end) { bound.value.checkIdle() }, end)
  }

  private func checkIdle() {
    timer = nil
    guard state.isUnderWay else { return }
    let deadline = lastActivity + idle
    guard state.isWaiting || tell != nil || waiting != nil || drain != nil, deadline <= .now() else {
      return startTimer(until: max(deadline, .now() + .milliseconds(10)))
    }
    let seconds = Double(idle.nanoseconds) / 1e9
    fail(.timedOut(what: "nothing came from \(host) or went to it for \(seconds) s"))
    context?.close(promise: nil)
  }

  private func fail(_ error: HTTPTransportError) {
    state.failed(error)
    timer?.work.cancel()
    timer = nil
    tell?(.failure(state.isStale ? StaleConnection() : error))
    (head, tell) = (nil, nil)
    waiting?.fail(error)
    waiting = nil
    endDrain(.failure(error))
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

/// What is known when a response begins.
struct ResponseStart: Sendable {
  let head: HTTPResponseHead
  /// The whole body, when it came together with the head, and whether another exchange may follow on the connection; nil
  /// when the body has to be asked for, and the exchange to be finished.
  let whole: (body: [ByteBuffer], isReusable: Bool)?
}
