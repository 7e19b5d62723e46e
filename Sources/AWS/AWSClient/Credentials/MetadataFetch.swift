/// Small unsigned requests to the credential endpoints of containers and instances.
struct MetadataFetch: Sendable {
  let transport: any HTTPTransport
  let clock: any AWSClock
  let timeout: Duration
  let attempts: Int

  /// - Returns: the status and the body.
  /// - Throws: ``HTTPTransportError`` after the last attempt.
  func send(_ request: HTTPRequest) async throws -> (status: Int, body: [UInt8]) {
    var attempt = 1
    while true {
      do {
        let timeouts = HTTPTimeouts(connect: timeout, idle: timeout)
        let answer = try await transport.send(request, timeouts: timeouts) { response in
          (response.status, try await response.body.collect(limit: 1024 * 1024))
        }
        guard attempt < attempts, answer.0 >= 500 || answer.0 == 429 else { return answer }
      } catch let error as HTTPTransportError {
        guard attempt < attempts, error.isTransient else { throw error }
      }
      try await clock.sleep(for: .milliseconds(200 * attempt))
      attempt += 1
    }
  }
}
