package import AWSClient

/// Amazon CloudWatch Logs, the service's model of 2014-03-28.
package struct LogsClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.logs, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "Logs_20140328", subject: subject, request)
  }
}
