package import AWSClient
import JSONText

/// Service Quotas, the service's model of 2019-06-24.
package struct ServiceQuotasClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.serviceQuotas, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    let request = AWSRequest(
      operation: operation, subject: subject, method: "POST",
      fields: ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "ServiceQuotasV20190624." + operation],
      body: .bytes(Array(JSONWriter.compact(request.json).utf8)))
    return try await client.send(request) { _, body in try Response(body: body) }
  }
}
