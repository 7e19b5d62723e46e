package struct AssumeRoleWithWebIdentityRequest: Hashable, Sendable {
  package var roleArn: String
  package var roleSessionName: String
  package var webIdentityToken: String

  package init(roleArn: String, roleSessionName: String, webIdentityToken: String) {
    self.roleArn = roleArn
    self.roleSessionName = roleSessionName
    self.webIdentityToken = webIdentityToken
  }
}

package struct AssumeRoleWithWebIdentityResponse: Hashable, Sendable {
  package let credentials: AWSCredentials
}

extension STSClient {
  /// Temporary keys of a role for whoever holds an identity provider's token. Not signed.
  package func assumeRoleWithWebIdentity(
    _ request: AssumeRoleWithWebIdentityRequest
  ) async throws -> AssumeRoleWithWebIdentityResponse {
    let result = try await call(
      "AssumeRoleWithWebIdentity",
      [
        ("RoleArn", request.roleArn), ("RoleSessionName", request.roleSessionName),
        ("WebIdentityToken", request.webIdentityToken),
      ], isSigned: false)
    return AssumeRoleWithWebIdentityResponse(credentials: try Self.credentials(in: result))
  }
}
