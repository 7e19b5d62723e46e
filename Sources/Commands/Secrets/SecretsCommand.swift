import AWSBatchBackend
import AWSClient
import ArgumentParser
import WorkflowModel

struct SecretsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrets", abstract: "Keeps what tasks may know and nobody else, in AWS Secrets Manager.",
    discussion: """
      A task gets a secret as a variable, by its name: `secrets: {TOKEN: my-token}` in an environment or a rule of \
      martlet.yaml. On AWS a secret's name begins with a prefix of the user's own, NF_<user>_ unless `secretPrefix` of \
      the environment or --prefix says otherwise.
      """,
    subcommands: [SecretsSetCommand.self, SecretsListCommand.self, SecretsDeleteCommand.self])
}

/// Whose secrets are meant: the same for every verb of them.
struct SecretsArguments: ParsableArguments {
  @Option(name: .customLong("on"), help: "The environment of martlet.yaml; without it the only one on AWS Batch.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(help: "What the names on AWS begin with, in place of NF_<user>_.")
  var prefix: String?

  @Option(help: "How to say it: table or json.")
  var format = ListingFormat.table

  func validate() throws {
    if let prefix, !SecretPrefix.isName(prefix) {
      throw ValidationError("--prefix takes letters, digits and / _ + = . @ -, and no / at its beginning")
    }
  }

  /// Hands out the secrets; good until `body` returns.
  func withVault(_ body: @escaping @Sendable (SecretVault) async throws -> Void) async throws {
    let name = try BatchEnvironments.named(environment, config)
    let prefix = try self.prefix ?? setting(of: name)
    try await EnvironmentAccess.withAWS(of: name, config: config) { aws in
      try await body(try await SecretVault(prefix: prefix, aws))
    }
  }

  private func setting(of environment: String) throws -> String? {
    let configuration = try Configuration.load(config, near: SourceReading.workingFolder + "/.")
    return try BatchEnvironment(settings: configuration.settings(of: environment), name: environment).secretPrefix
  }

  static func check(_ name: String) throws {
    guard SecretPrefix.isName(name) else {
      throw ValidationError("a secret's name has letters, digits and / _ + = . @ -, and no / at its beginning")
    }
  }
}
