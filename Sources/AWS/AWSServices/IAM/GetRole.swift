import AWSClient

package struct GetRoleRequest: Hashable, Sendable {
  /// Without its path.
  package var roleName: String

  package init(roleName: String) { self.roleName = roleName }
}

package struct GetRoleResponse: Hashable, Sendable {
  package let arn: String
  /// The trust policy: JSON.
  package let assumeRolePolicyDocument: String
}

extension IAMClient {
  /// A role with its trust policy.
  package func getRole(_ request: GetRoleRequest) async throws -> GetRoleResponse {
    let result = try await call("GetRole", subject: request.roleName, [.init("RoleName", request.roleName)])
    guard let role = result.first("Role") else { throw AWSResponseError("`GetRoleResult` has no `Role`") }
    return GetRoleResponse(
      arn: try role.required("Arn"),
      assumeRolePolicyDocument: PercentEncoding.decode(try role.required("AssumeRolePolicyDocument")))
  }
}
