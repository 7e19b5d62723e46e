/// The role of the EC2 instance.
package struct InstanceCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String {
    context.metadata.isEnabled
      ? "the EC2 instance's role" : "the EC2 instance's role (switched off by AWS_EC2_METADATA_DISABLED)"
  }

  package func load() async throws -> AWSCredentials? {
    let folder = "iam/security-credentials/"
    guard let list = try await context.metadata.value(folder),
      let role = String(decoding: list, as: UTF8.self).split(whereSeparator: \.isNewline).first,
      let keys = try await context.metadata.value(folder + PercentEncoding.encode(String(role)))
    else { return nil }
    return try JSONCredentials.read(keys, from: "the instance metadata service", token: "Token")
  }
}
