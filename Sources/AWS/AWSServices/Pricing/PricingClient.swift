package import AWSClient

/// The AWS Price List service, its model of 2017-10-15. It answers in a few regions only, us-east-1 among them, for all.
package struct PricingClient: Sendable {
  private let client: ServiceClient

  /// The region to ask in.
  package static let region = "us-east-1"

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.pricing, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "AWSPriceListService", subject: subject, request)
  }
}
