package import AWSClient
import JSONText

/// AWS Systems Manager, of which only the Parameter Store is used, the service's model of 2014-11-06.
package struct SSMClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.ssm, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    let request = AWSRequest(
      operation: operation, subject: subject, method: "POST",
      fields: ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "AmazonSSM." + operation],
      body: .bytes(Array(JSONWriter.compact(request.json).utf8)))
    return try await client.send(request) { _, body in try Response(body: body) }
  }
}
