import AWSClient
import AWSServices
import Concurrency
import S3Storage
import WorkflowModel

/// Finds the secrets that settings name without an ARN; each once a process.
struct SecretNames: Sendable {
  private let client: SecretsManagerClient
  private let configuration: AWSConfiguration
  private let prefix: String?
  private let prefixes = SharedWork<String, String>()
  private let found = SharedWork<String, DescribeSecretResponse>()

  init(_ environment: BatchEnvironment, _ configuration: AWSConfiguration) {
    self.configuration = configuration
    client = SecretsManagerClient(configuration)
    prefix = environment.secretPrefix
  }

  /// The same secrets, each with an ARN or a parameter's name.
  ///
  /// - Throws: ``ExecutionError`` (`notFound`) when there is none of a name. The name is not shown: it may be the secret
  ///   itself, written where its name belongs.
  func resolved(_ secrets: [String: String]) async throws -> [String: String] {
    var resolved = secrets
    for (variable, source) in secrets.sorted(by: { $0.key < $1.key }) {
      guard case .name(let name, let suffix) = SecretSource(source) else { continue }
      do {
        let secret = try await find(name)
        guard secret.deletedDate == nil, let arn = secret.arn else { throw Self.absent }
        resolved[variable] = arn + suffix
      } catch {
        throw Self.told(error, variable)
      }
    }
    return resolved
  }

  /// The person's own secret of that name, or the one of exactly that name.
  ///
  /// - Throws: ``ExecutionError`` (`notFound`) when there is neither, `AWSError`.
  func find(_ name: String) async throws -> DescribeSecretResponse {
    try await found.value(for: name) { [self] in
      let prefix = try await ownPrefix()
      let names = name.hasPrefix(prefix) ? [name] : [prefix + name, name]
      for candidate in names {
        do {
          return try await client.describeSecret(DescribeSecretRequest(secretId: candidate))
        } catch let error as AWSError where error.code == "ResourceNotFoundException" {
        } catch let error as AWSError where error.isAccessDenied && candidate != names.first && !error.refusesTheKeys {
          // Policies that allow a person's own secrets say so of everything else.
        }
      }
      throw Self.absent
    }
  }

  private func ownPrefix() async throws -> String {
    if let prefix { return prefix }
    return try await prefixes.value(for: "") { [configuration] in
      SecretPrefix.usual(of: try await STSClient(configuration).getCallerIdentity().arn)
    }
  }

  private static let absent = ExecutionError(
    .notFound, "there is no secret of the name that `secrets` has for it (not shown: it may be the secret itself)",
    help: "`martlet secrets list` shows those that are there, `martlet secrets set NAME` makes one")

  private static func told(_ error: any Error, _ variable: String) -> any Error {
    guard let error = error as? ExecutionError else {
      return ExecutionError.from(error, while: "cannot look for the secret of `\(variable)`")
    }
    return ExecutionError(error.code, "the variable `\(variable)`: \(error.message)", help: error.help)
  }
}
