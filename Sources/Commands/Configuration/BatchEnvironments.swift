import AWSClient
import JSONText
import WorkflowModel

/// The environments of `martlet.yaml` that are on AWS Batch, for verbs that need one.
enum BatchEnvironments {
  /// The name of the one that the user means: the named one, `MARTLET_ENVIRONMENT`, the default, or the only one.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`).
  static func named(_ name: String?, _ config: String?) throws -> String {
    if let name = name ?? ProcessEnvironment.given("MARTLET_ENVIRONMENT") { return name }
    let configuration = try Configuration.load(config, near: SourceReading.workingFolder + "/.")
    let known = configuration.environments.filter { BackendKind.of($1.object ?? JSONObject()) == .batch }.map(\.0)
    if let fallback = configuration.defaultEnvironment, known.contains(fallback) { return fallback }
    if known.count == 1, let only = known.first { return only }
    throw ExecutionError(
      .configuration,
      known.isEmpty
        ? "no environment of \(configuration.path ?? "martlet.yaml") is on AWS Batch"
        : "which environment is meant?",
      help: known.isEmpty
        ? "name a configuration by --config" : "name one by --on: " + known.joined(separator: ", "))
  }
}

extension EnvironmentAccess {
  /// Hands out the way to AWS of an environment, good until `body` returns.
  static func withAWS(
    of environment: String, config: String?, _ body: @escaping @Sendable (AWSConfiguration) async throws -> Void
  ) async throws {
    let access = EnvironmentAccess(config: config)
    do {
      try await Signals.cancelling(saying: nil) { try await body(access.aws(of: environment)) }
    } catch {
      await access.shutdown()
      throw error
    }
    await access.shutdown()
  }
}
