package import AWSClient

/// Amazon ECR, the service's model of 2015-09-21.
package struct ECRClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.ecr, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "AmazonEC2ContainerRegistry_V20150921", subject: subject, request)
  }
}
