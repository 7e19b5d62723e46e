package import AWSClient

/// Amazon SQS, the service's model of 2012-11-05 in its JSON protocol.
package struct SQSClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.sqs, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "AmazonSQS", version: "1.0", subject: subject, request)
  }
}
