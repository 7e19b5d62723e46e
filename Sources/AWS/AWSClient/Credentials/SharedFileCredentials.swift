/// Keys in the shared files.
package struct SharedFileCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String { "the profile `\(context.files.activeName)` of ~/.aws/credentials and ~/.aws/config" }

  package func load() async throws -> AWSCredentials? {
    try context.files.active.flatMap { try Self.keys(of: $0) }
  }

  /// The keys that stand in a profile; nil when there are none.
  static func keys(of profile: SharedProfile) throws -> AWSCredentials? {
    guard let id = profile["aws_access_key_id"] else { return nil }
    guard let secret = profile["aws_secret_access_key"] else {
      throw AWSError(
        .credentials, message: "the AWS profile `\(profile.name)` has aws_access_key_id and no aws_secret_access_key",
        help: "add the secret to ~/.aws/credentials")
    }
    return AWSCredentials(accessKeyID: id, secretAccessKey: secret, sessionToken: profile["aws_session_token"])
  }
}
