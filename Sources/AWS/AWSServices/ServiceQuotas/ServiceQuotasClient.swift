package import AWSClient

/// Service Quotas, the service's model of 2019-06-24.
package struct ServiceQuotasClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.serviceQuotas, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "ServiceQuotasV20190624", subject: subject, request)
  }
}
