import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// Opens connections.
final class Connector: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let trust: TrustRoots
  private let context = Mutex<NIOSSLContext?>(nil)

  init(group: MultiThreadedEventLoopGroup, trust: TrustRoots) {
    self.group = group
    self.trust = trust
  }

  /// - Throws: ``HTTPTransportError``, ``AWSError`` when certificates cannot be read, `CancellationError`.
  func connect(_ route: HTTPRoute, timeout: Duration) async throws -> HTTPConnection {
    let tls = route.scheme == .https ? try tlsContext() : nil
    let loop = group.any()
    let ready = loop.makePromise(of: NIOLoopBound<ExchangeHandler>.self)
    let bootstrap = bootstrap(loop, timeout, longestRead: tls == nil ? Self.plainRead : Self.secureRead)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let proxy = route.proxy, tls != nil {
            try pipeline.addHandler(ProxyConnectHandler(route: route, proxy: proxy, tls: tls, ready: ready))
          } else {
            ready.succeed(try HTTPConnection.addHandlers(to: pipeline, route: route, tls: tls))
          }
        }
      }
    do {
      let channel = try await bootstrap.connect(
        host: route.proxy?.host ?? route.host, port: route.proxy?.port ?? route.port
      ).get()
      return HTTPConnection(route: route, channel: channel, exchange: try await ready.futureResult.get())
    } catch {
      ready.fail(error)
      try Task.checkCancellation()
      throw Self.described(error, route: route)
    }
  }

  /// Large reads save turns of the event loop, in bytes.
  private static let plainRead = 1024 * 1024
  /// What TLS has decrypted of one read goes into a buffer that begins at 32 KiB and doubles, copying, as it fills; and what
  /// was read is copied and decrypted while it is in the processor's cache, which holds the buffers of a few connections.
  private static let secureRead = 128 * 1024

  private func bootstrap(_ loop: any EventLoop, _ timeout: Duration, longestRead: Int) -> ClientBootstrap {
    ClientBootstrap(group: loop)
      .connectTimeout(.nanoseconds(Int64(timeout.inSeconds * 1e9)))
      .channelOption(.socketOption(.so_keepalive), value: 1)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(
        .recvAllocator,
        value: AdaptiveRecvByteBufferAllocator(minimum: 16 * 1024, initial: 64 * 1024, maximum: longestRead))
  }

  private func tlsContext() throws -> NIOSSLContext {
    try context.withLock { context in
      if let context { return context }
      let made = try trust.context()
      context = made
      return made
    }
  }

  private static func described(_ error: any Error, route: HTTPRoute) -> any Error {
    switch error {
    case is HTTPTransportError, is AWSError, is CancellationError: return error
    case let error as NIOConnectionError:
      if error.dnsAError != nil || error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
        return HTTPTransportError.connectFailed(host: route.name, reason: "the name is not known")
      }
      let reasons = error.connectionErrors.map { reason($0.error) }
      return HTTPTransportError.connectFailed(
        host: route.name, reason: reasons.first ?? "there is no address")
    case ChannelError.connectTimeout: return HTTPTransportError.connectFailed(host: route.name, reason: "timed out")
    default: return HTTPTransportError.connectFailed(host: route.name, reason: reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: LocalFile.reason(error.errnoCode)
    case ChannelError.connectTimeout: "timed out"
    default: "\(error)"
    }
  }
}
