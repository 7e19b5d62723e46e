package import AWSClient

/// Amazon ECS, the service's model of 2014-11-13.
package struct ECSClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.ecs, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "AmazonEC2ContainerServiceV20141113", subject: subject, request)
  }
}
