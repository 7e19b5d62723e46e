package import AWSClient

/// AWS Systems Manager, of which only the Parameter Store is used, the service's model of 2014-11-06.
package struct SSMClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.ssm, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "AmazonSSM", subject: subject, request)
  }
}
