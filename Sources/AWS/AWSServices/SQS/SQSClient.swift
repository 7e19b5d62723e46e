package import AWSClient
import JSONText

/// Amazon SQS, the service's model of 2012-11-05 in its JSON protocol.
package struct SQSClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.sqs, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    let request = AWSRequest(
      operation: operation, subject: subject, method: "POST",
      fields: ["Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AmazonSQS." + operation],
      body: .bytes(Array(JSONWriter.compact(request.json).utf8)))
    return try await client.send(request) { _, body in try Response(body: body) }
  }
}
