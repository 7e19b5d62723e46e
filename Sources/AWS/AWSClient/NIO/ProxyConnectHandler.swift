import NIOCore
import NIOSSL

/// Asks a proxy for a tunnel (RFC 9110, section 9.3.6), then makes way for the handlers of TLS and HTTP.
final class ProxyConnectHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let route: HTTPRoute
  private let proxy: ProxySettings.Proxy
  private let tls: NIOSSLContext?
  private let ready: EventLoopPromise<NIOLoopBound<ExchangeHandler>>
  private var answer: [UInt8] = []

  private static let answerLimit = 16 * 1024

  /// - Parameter ready: succeeds when the tunnel is there and the connection's handlers are in place.
  init(
    route: HTTPRoute, proxy: ProxySettings.Proxy, tls: NIOSSLContext?,
    ready: EventLoopPromise<NIOLoopBound<ExchangeHandler>>
  ) {
    self.route = route
    self.proxy = proxy
    self.tls = tls
    self.ready = ready
  }

  func channelActive(context: ChannelHandlerContext) {
    var text = "CONNECT \(route.name) HTTP/1.1\r\nHost: \(route.name)\r\n"
    if let authorization = proxy.authorization { text += "Proxy-Authorization: \(authorization)\r\n" }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    answer += unwrapInboundIn(data).readableBytesView
    guard answer.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] else {
      if answer.count > Self.answerLimit { fail(context, "it answers at too great a length") }
      return
    }
    let line = String(decoding: answer.prefix { $0 != 0x0D }, as: UTF8.self)
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].hasPrefix("2") else {
      return fail(context, "it answers `\(line)`")
    }
    makeWay(context)
  }

  private func makeWay(_ context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    do {
      let exchange = try HTTPConnection.addHandlers(to: pipeline, route: route, tls: tls)
      pipeline.removeHandler(self, promise: nil)
      ready.succeed(exchange)
    } catch {
      fail(context, "\(error)")
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    ready.fail(failure("it closed the connection"))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(context, "\(error)") }

  private func fail(_ context: ChannelHandlerContext, _ reason: String) {
    ready.fail(failure(reason))
    context.close(promise: nil)
  }

  private func failure(_ reason: String) -> HTTPTransportError {
    .connectFailed(host: route.name, reason: "the proxy \(proxy.host):\(proxy.port) gives no way: \(reason)")
  }
}
