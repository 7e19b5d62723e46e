/// A token in a file, as Kubernetes and CI systems mount it, exchanged for a role's keys.
package struct WebIdentityCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String { "a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)" }

  package func load() async throws -> AWSCredentials? {
    if let path = context.variable("AWS_WEB_IDENTITY_TOKEN_FILE") {
      return try await load(
        path, role: context.variable("AWS_ROLE_ARN"), session: context.variable("AWS_ROLE_SESSION_NAME"))
    }
    guard let profile = context.files.active else { return nil }
    return try await load(profile)
  }

  /// The keys that a profile's `web_identity_token_file` stands for; nil when it has none.
  func load(_ profile: SharedProfile) async throws -> AWSCredentials? {
    guard let path = profile["web_identity_token_file"] else { return nil }
    return try await load(path, role: profile["role_arn"], session: profile["role_session_name"])
  }

  private func load(_ path: String, role: String?, session: String?) async throws -> AWSCredentials {
    guard let role else {
      throw AWSError(
        .credentials, message: "there is a web identity token file, `\(path)`, and no role to use it for",
        help: "set AWS_ROLE_ARN")
    }
    guard let token = try? LocalFile.text(path)?.trimmed, !token.isEmpty else {
      throw AWSError(.credentials, message: "cannot read the web identity token file `\(path)`")
    }
    let nobody = AWSCredentials(accessKeyID: "", secretAccessKey: "")
    let response = try await context.securityTokenService(nobody).assumeRoleWithWebIdentity(
      AssumeRoleWithWebIdentityRequest(
        roleArn: role, roleSessionName: session ?? "martlet-\(Int(context.clock.now().seconds))",
        webIdentityToken: token))
    return response.credentials
  }
}
