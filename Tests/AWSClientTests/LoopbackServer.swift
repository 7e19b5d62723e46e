import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on this machine that says what a test wants, byte for byte.
final class LoopbackServer: Sendable {
  enum Action: Sendable {
    case send(String)
    case bytes(Int)
    /// Ends the connection in good order.
    case close
    /// Ends it with a reset.
    case reset
  }

  /// A request as it came.
  struct Received: Sendable {
    /// From 1, in the order of arrival.
    let connection: Int
    let head: String
    let body: String
  }

  typealias Answer = @Sendable (Received) -> [Action]

  let port: Int
  private let channel: any Channel
  private let state: Log

  final class Log: Sendable {
    private let entries = Mutex<[Received]>([])
    private let connections = Mutex(0)

    var received: [Received] { entries.withLock { $0 } }
    func add(_ received: Received) { entries.withLock { $0.append(received) } }
    func connect() -> Int {
      connections.withLock { number in
        number += 1
        return number
      }
    }
  }

  convenience init(_ answer: @escaping Answer) async throws { try await self.init(waits: true, answer) }

  /// Answers as soon as the first bytes come, whatever they are.
  static func answeringAtOnce(_ text: String) async throws -> LoopbackServer {
    try await LoopbackServer(waits: false) { _ in [.send(text)] }
  }

  /// - Parameter waits: for the whole request before it answers.
  private init(waits: Bool, _ answer: @escaping Answer) async throws {
    let log = Log()
    state = log
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(waits: waits, log: log, answer: answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  deinit { channel.close(promise: nil) }

  var received: [Received] { state.received }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let log: Log
    private let answer: Answer
    private let number: Int
    private let waits: Bool
    private var hasAnswered = false
    private var text = ""

    init(waits: Bool, log: Log, answer: @escaping Answer) {
      self.waits = waits
      self.log = log
      self.answer = answer
      number = log.connect()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      var buffer = unwrapInboundIn(data)
      guard waits else { return answerOnce(context) }
      text += buffer.readString(length: buffer.readableBytes) ?? ""
      while let received = takeRequest() {
        log.add(received)
        for action in answer(received) { perform(action, context) }
      }
    }

    private func answerOnce(_ context: ChannelHandlerContext) {
      if hasAnswered { return }
      hasAnswered = true
      for action in answer(Received(connection: number, head: "", body: "")) { perform(action, context) }
    }

    private func takeRequest() -> Received? {
      let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      let length =
        parts[0].split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
      guard parts[1].utf8.count >= length else { return nil }
      let body = String(decoding: Array(parts[1].utf8.prefix(length)), as: UTF8.self)
      text = String(decoding: Array(parts[1].utf8.dropFirst(length)), as: UTF8.self)
      return Received(connection: number, head: String(parts[0]), body: body)
    }

    private func perform(_ action: Action, _ context: ChannelHandlerContext) {
      switch action {
      case .send(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
      case .bytes(let count):
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
          for place in 0..<count { buffer[place] = UInt8(truncatingIfNeeded: place &* 7) }
          done = count
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      case .close: context.close(promise: nil)
      case .reset:
        let channel = context.channel
        let now = linger(l_onoff: 1, l_linger: 0)
        (channel as? any SocketOptionProvider)?.setSoLinger(now).whenComplete { _ in channel.close(promise: nil) }
      }
    }
  }
}
