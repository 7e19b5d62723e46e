/// Sends one request and hands out one response: the border between AWS's protocols and the network.
///
/// To conform: call `receive` once, as soon as the response's head is there, with a body that can be read until
/// `receive` returns; then return what it returned. 1xx responses are not shown. Redirects are not followed. Errors of
/// the network are ``HTTPTransportError``; errors of `receive` come out as they are. Cancelling the calling task ends
/// the request at once with `CancellationError`.
package protocol HTTPTransport: Sendable {
  func send<Result: Sendable>(
    _ request: HTTPRequest, timeouts: HTTPTimeouts, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result

  /// Where tasks may run that do little else than send small requests, for which this costs less than running elsewhere.
  /// They must not block for long, and have ended before ``shutdown()``.
  var executors: [any TaskExecutor] { get }

  /// Closes what is open. Nothing may be sent afterwards.
  func shutdown() async
}

extension HTTPTransport {
  package var executors: [any TaskExecutor] { [] }
}

/// How long a transport waits.
package struct HTTPTimeouts: Hashable, Sendable {
  /// For a connection, with its TLS handshake.
  package var connect: Duration
  /// For the next bytes to come or to go, while something is under way.
  package var idle: Duration

  package init(connect: Duration = .seconds(10), idle: Duration = .seconds(60)) {
    self.connect = connect
    self.idle = idle
  }
}

/// What goes wrong below HTTP.
package enum HTTPTransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No connection: the name is unknown, nobody listens, no route.
  case connectFailed(host: String, reason: String)
  case tlsFailed(host: String, reason: String)
  /// The connection ended before the response did.
  case connectionLost(reason: String)
  case timedOut(what: String)
  case malformedResponse(reason: String)
  case bodyTooLong(limit: Int)
  /// The file to be sent could not be read, or is shorter than was said.
  case bodyUnreadable(reason: String)
  case shutDown

  /// Whether the same request may succeed a moment later.
  package var isTransient: Bool {
    switch self {
    case .connectFailed, .connectionLost, .timedOut, .malformedResponse: true
    case .tlsFailed, .bodyTooLong, .bodyUnreadable, .shutDown: false
    }
  }

  package var description: String {
    switch self {
    case .connectFailed(let host, let reason): "cannot connect to \(host): \(reason)"
    case .tlsFailed(let host, let reason): "no TLS with \(host): \(reason)"
    case .connectionLost(let reason): "the connection was lost: \(reason)"
    case .timedOut(let what): "no answer in time: \(what)"
    case .malformedResponse(let reason): "the response is not HTTP: \(reason)"
    case .bodyTooLong(let limit): "the response is longer than \(limit) bytes"
    case .bodyUnreadable(let reason): "what was to be sent could not be read: \(reason)"
    case .shutDown: "the client has been shut down"
    }
  }
}
