package import AWSClient

/// AWS Secrets Manager, the service's model of 2017-10-17.
package struct SecretsManagerClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.secretsManager, configuration) }

  func call<Response: AWSShape>(
    _ operation: String, subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    try await client.call(operation, of: "secretsmanager", subject: subject, request)
  }
}
