package import AWSClient
package import WorkflowModel

/// Sends messages to servers of the web.
package struct WebMessage: Sendable {
  private let client: WebClient

  /// Patient enough for a server that starts anew, no more: somebody waits for the end.
  private static let patience = RetryPolicy(
    maximumAttempts: 5, timeBudget: .seconds(60), baseDelay: .seconds(1), maximumDelay: .seconds(10))

  /// - Parameter transport: whoever made it shuts it down.
  package init(_ transport: any HTTPTransport, retry: RetryPolicy? = nil, clock: any AWSClock = SystemClock()) {
    client = WebClient(
      transport, retry: retry ?? Self.patience,
      timeouts: HTTPTimeouts(connect: .seconds(5), idle: .seconds(20)), clock: clock)
  }

  /// Whether a text is an address that messages can be sent to.
  package static func isAddress(_ text: String) -> Bool { WebAddress(text) != nil }

  /// Returns when the server has taken the message.
  ///
  /// - Throws: ``ExecutionError`` when it did not, in several attempts where another might help.
  package func post(_ message: [UInt8], as type: String, to address: FileReference) async throws {
    var fields = HTTPFields()
    fields["Content-Type"] = type
    do {
      try await client.send("POST", WebAddress(address), fields, body: .bytes(message)) { response in
        guard (200..<300).contains(response.status) else { throw WebFailure(response) }
      }
    } catch let failure as WebFailure {
      throw ExecutionError(.service, "\(address.redacted) did not take the message: \(failure)")
    } catch {
      throw ExecutionError.web(error, while: "cannot reach \(address.redacted)")
    }
  }
}
