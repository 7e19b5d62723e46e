package import AWSClient
import JSONText

/// AWS Batch. Members are named as in the service's model of 2016-08-10; what belongs to EKS and to multi-node jobs is
/// handed through as JSON.
package struct BatchClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.batch, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, _ path: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    let request = AWSRequest(
      operation: operation, subject: subject, method: "POST", path: path,
      fields: ["Content-Type": "application/json"], body: .bytes(Array(JSONWriter.compact(request.json).utf8)))
    return try await client.send(request) { _, body in try Response(body: body) }
  }
}
