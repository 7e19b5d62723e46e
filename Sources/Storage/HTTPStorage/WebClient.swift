package import AWSClient
import WorkflowModel

/// Asks servers of the web: follows redirects, tries again.
package struct WebClient: Sendable {
  let transport: any HTTPTransport
  let retry: RetryPolicy
  let clock: any AWSClock
  private let timeouts: HTTPTimeouts

  /// More redirects than this are a circle.
  private static let longestWay = 10

  /// - Parameters:
  ///   - transport: whoever made it shuts it down.
  ///   - retry: of one request; a download that got on starts counting anew.
  package init(
    _ transport: any HTTPTransport,
    retry: RetryPolicy = RetryPolicy(
      maximumAttempts: 5, timeBudget: .seconds(120), baseDelay: .milliseconds(200), maximumDelay: .seconds(20)),
    timeouts: HTTPTimeouts = HTTPTimeouts(), clock: any AWSClock = SystemClock()
  ) {
    self.transport = transport
    self.retry = retry
    self.timeouts = timeouts
    self.clock = clock
  }

  /// Sends a request until it is answered, as often as the policy allows.
  ///
  /// - Parameter receive: takes the answer, whatever its status; it throws ``WebFailure`` for one that it cannot use.
  func send<Result: Sendable>(
    _ method: String, _ address: WebAddress, _ fields: HTTPFields = HTTPFields(), body: HTTPBody = .none,
    receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    var attempts = WebAttempts(retry, at: clock.now())
    while true {
      do {
        return try await sendOnce(method, address, fields, body: body, receive: receive)
      } catch {
        try await wait(after: error, &attempts)
      }
    }
  }

  /// Returns when it is time for another attempt.
  ///
  /// - Throws: the error itself when there is to be none.
  func wait(after error: any Error, _ attempts: inout WebAttempts) async throws {
    try Task.checkCancellation()
    let pause = attempts.pause(after: error, at: clock.now(), random: Double.random(in: 0...1))
    guard let pause else { throw error }
    try await clock.sleep(for: pause)
  }

  /// Sends a request once, and after it those that redirects ask for.
  func sendOnce<Result: Sendable>(
    _ method: String, _ address: WebAddress, _ fields: HTTPFields, body: HTTPBody = .none,
    receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    var address = address
    var fields = fields
    fields["User-Agent"] = "martlet"
    // The bytes as they are: their number and their ranges are those of the file.
    fields["Accept-Encoding"] = "identity"
    for _ in 0...Self.longestWay {
      let request = HTTPRequest(method: method, url: address.url, fields: fields, body: body)
      let step = try await transport.send(request, timeouts: timeouts) { response in
        if let location = Self.redirection(response) { return Step<Result>.redirect(location) }
        return .done(try await receive(response))
      }
      switch step {
      case .done(let result): return result
      case .redirect(let location): address = try Self.follow(location, from: address)
      }
    }
    throw ExecutionError(.notReadable, "\(address) redirects in a circle", help: "check the URL")
  }

  private enum Step<Result: Sendable>: Sendable {
    case done(Result)
    case redirect(String)
  }

  private static func redirection(_ response: HTTPResponse) -> String? {
    [301, 302, 303, 307, 308].contains(response.status) ? response.fields["location"] : nil
  }

  private static func follow(_ location: String, from address: WebAddress) throws -> WebAddress {
    guard let next = address.following(location) else {
      throw ExecutionError(
        .unsupported, "\(address) redirects to `\(FileReference(location).redacted)`, which is no address of the web"
      )
    }
    if address.url.scheme == .https, next.url.scheme == .http {
      throw ExecutionError(
        .unsupported, "\(address) redirects to \(next), which is not encrypted",
        help: "use the http:// address itself, if you trust the way there")
    }
    return next
  }
}
