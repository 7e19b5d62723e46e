package struct AssumeRoleRequest: Hashable, Sendable {
  package var roleArn: String
  package var roleSessionName: String
  package var durationSeconds: Int?
  package var externalId: String?

  package init(roleArn: String, roleSessionName: String, durationSeconds: Int? = nil, externalId: String? = nil) {
    self.roleArn = roleArn
    self.roleSessionName = roleSessionName
    self.durationSeconds = durationSeconds
    self.externalId = externalId
  }
}

package struct AssumeRoleResponse: Hashable, Sendable {
  package let credentials: AWSCredentials
}

extension STSClient {
  /// Temporary keys of another role.
  package func assumeRole(_ request: AssumeRoleRequest) async throws -> AssumeRoleResponse {
    let result = try await call(
      "AssumeRole",
      [
        ("RoleArn", request.roleArn), ("RoleSessionName", request.roleSessionName),
        ("DurationSeconds", request.durationSeconds.map { String($0) }), ("ExternalId", request.externalId),
      ])
    return AssumeRoleResponse(credentials: try Self.credentials(in: result))
  }
}
