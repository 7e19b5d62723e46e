/// Keys in environment variables.
package struct EnvironmentCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String { "the environment (AWS_ACCESS_KEY_ID)" }

  package func load() async throws -> AWSCredentials? {
    guard let id = context.variable("AWS_ACCESS_KEY_ID") else { return nil }
    guard let secret = context.variable("AWS_SECRET_ACCESS_KEY") else {
      throw AWSError(
        .credentials, message: "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not",
        help: "set both or neither")
    }
    let expiration = context.variable("AWS_CREDENTIAL_EXPIRATION").flatMap { UnixTime(iso8601: $0) }
    if let expiration, expiration <= context.clock.now() {
      throw AWSError(
        .credentials, message: "the credentials in the environment ended at \(expiration.iso8601)",
        help: "set new ones, or unset AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN")
    }
    return AWSCredentials(
      accessKeyID: id, secretAccessKey: secret,
      sessionToken: context.variable("AWS_SESSION_TOKEN") ?? context.variable("AWS_SECURITY_TOKEN"),
      expiration: expiration)
  }
}
