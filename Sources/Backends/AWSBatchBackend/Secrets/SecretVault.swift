package import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// A person's secrets in Secrets Manager: those whose names begin with a prefix.
package struct SecretVault: Sendable {
  package struct Entry: Hashable, Sendable {
    /// Without the prefix.
    package let name: String
    package let fullName: String
    package let arn: String
    package let changed: UnixTime?
    /// It is removed then, and cannot be read any more.
    package let deletion: UnixTime?
  }

  package enum Written: String, Hashable, Sendable { case made, changed }

  package let prefix: String
  private let client: SecretsManagerClient

  /// - Parameter prefix: nil for ``SecretPrefix/usual(of:)`` of the credentials.
  /// - Throws: ``ExecutionError`` when AWS does not say whose credentials these are.
  package init(prefix: String?, _ configuration: AWSConfiguration) async throws {
    client = SecretsManagerClient(configuration)
    if let prefix {
      self.prefix = prefix
    } else {
      self.prefix = SecretPrefix.usual(
        of: try await Self.doing("ask whose credentials these are") {
          try await STSClient(configuration).getCallerIdentity().arn
        })
    }
  }

  /// The name with the prefix, which may stand there already.
  package func fullName(_ name: String) -> String { name.hasPrefix(prefix) ? name : prefix + name }

  /// Makes the secret, or gives it another value.
  ///
  /// - Throws: ``ExecutionError``; it never has the value.
  package func set(_ name: String, to value: String) async throws -> (written: Written, arn: String) {
    let id = fullName(name)
    return try await Self.doing("keep the secret \(id)") {
      let token = Self.token()
      do {
        let made = try await client.createSecret(
          CreateSecretRequest(name: id, clientRequestToken: token, secretString: value))
        return (.made, made.arn ?? id)
      } catch let error as AWSError where error.code == "ResourceExistsException" {
        let changed = try await client.putSecretValue(
          PutSecretValueRequest(secretId: id, clientRequestToken: Self.token(), secretString: value))
        return (.changed, changed.arn ?? id)
      }
    }
  }

  /// By name.
  package func list() async throws -> [Entry] {
    let request = ListSecretsRequest(filters: [SecretFilter(key: "name", values: [prefix])])
    return try await Self.doing("list the secrets \(prefix)*") {
      var entries: [Entry] = []
      for try await page in client.listSecretsPages(request) {
        entries += (page.secretList ?? []).compactMap(entry)
      }
      return entries.sorted { $0.name < $1.name }
    }
  }

  /// The filter of the service does not tell upper from lower case.
  private func entry(_ secret: DescribeSecretResponse) -> Entry? {
    guard let name = secret.name, name.hasPrefix(prefix), let arn = secret.arn else { return nil }
    return Entry(
      name: String(name.dropFirst(prefix.count)), fullName: name, arn: arn,
      changed: (secret.lastChangedDate ?? secret.createdDate).map { UnixTime(seconds: $0) },
      deletion: secret.deletedDate.map { UnixTime(seconds: $0) })
  }

  /// - Parameter days: of the recovery window, 7 to 30; nil for at once and for good.
  /// - Returns: when it is gone for good, if the service says.
  package func delete(_ name: String, recoveryDays days: Int?) async throws -> UnixTime? {
    let id = fullName(name)
    do {
      let gone = try await client.deleteSecret(
        DeleteSecretRequest(
          secretId: id, recoveryWindowInDays: days, forceDeleteWithoutRecovery: days == nil ? true : nil))
      return gone.deletionDate.map { UnixTime(seconds: $0) }
    } catch let error as AWSError where error.code == "ResourceNotFoundException" {
      throw ExecutionError(
        .notFound, "there is no secret \(id)", help: "`martlet secrets list` shows those that are there")
    } catch {
      throw ExecutionError.from(error, while: "cannot delete the secret \(id)")
    }
  }

  private static func doing<Value>(_ action: String, _ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch { throw ExecutionError.from(error, while: "cannot " + action) }
  }

  /// Source: `ClientRequestToken` of CreateSecret: 32 to 64 characters, another for each request.
  private static func token() -> String {
    (0..<32).map { _ in String(UInt8.random(in: 0..<16), radix: 16) }.joined()
  }
}
