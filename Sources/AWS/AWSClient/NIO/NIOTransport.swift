import NIOCore
import NIOHTTP1
import NIOPosix

/// HTTP/1.1 over SwiftNIO: kept-alive connections, one request at a time on each.
package final class NIOTransport: HTTPTransport {
  package struct Settings: Sendable {
    /// Connections to one host at the same time; further requests wait.
    package var connectionsPerHost: Int
    package var eventLoops: Int
    package var trust: TrustRoots
    package var proxies: ProxySettings

    /// - Parameter environment: for certificates and proxies.
    package init(environment: [String: String], connectionsPerHost: Int = 64, eventLoops: Int = 2) {
      self.connectionsPerHost = connectionsPerHost
      self.eventLoops = eventLoops
      trust = TrustRoots(environment: environment)
      proxies = ProxySettings(environment: environment)
    }
  }

  private let group: MultiThreadedEventLoopGroup
  private let pool: ConnectionPool
  private let proxies: ProxySettings
  package let executors: [any TaskExecutor]

  /// - Throws: nothing yet; certificates are read when the first TLS connection needs them.
  package init(_ settings: Settings) throws {
    group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, settings.eventLoops))
    proxies = settings.proxies
    executors = group.makeIterator().map { LoopExecutor($0) }
    pool = ConnectionPool(
      connector: Connector(group: group, trust: settings.trust), limit: max(1, settings.connectionsPerHost))
  }

  package func send<Result: Sendable>(
    _ request: HTTPRequest, timeouts: HTTPTimeouts, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    let route = HTTPRoute(to: request.url, proxy: proxies.proxy(for: request.url))
    while true {
      try Task.checkCancellation()
      let lease = try await pool.lease(route, timeout: timeouts.connect)
      do {
        return try await exchange(request, on: lease.connection, timeouts: timeouts, receive: receive)
      } catch is StaleConnection {
        // The server closed a kept-alive connection just as it was taken. That is nobody's failure: take another one.
        guard lease.isReused else { throw HTTPTransportError.connectionLost(reason: "closed before it answered") }
      }
    }
  }

  package func shutdown() async {
    await pool.shutdown()
    try? await group.shutdownGracefully()
  }

  private func exchange<Result: Sendable>(
    _ request: HTTPRequest, on connection: HTTPConnection, timeouts: HTTPTimeouts,
    receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    do {
      let (result, isReusable) = try await withTaskCancellationHandler {
        let answer = try await connection.answer(to: request, idle: timeouts.idle)
        return (try await receive(answer.response), answer.isReusable)
      } onCancel: {
        connection.close()
      }
      let isKept = if let isReusable { isReusable } else { await connection.finish() }
      pool.giveBack(connection, isReusable: isKept)
      return result
    } catch {
      connection.close()
      pool.giveBack(connection, isReusable: false)
      try Task.checkCancellation()
      throw error
    }
  }
}

/// A kept-alive connection turned out to be closed before a byte of the response came.
struct StaleConnection: Error {}
