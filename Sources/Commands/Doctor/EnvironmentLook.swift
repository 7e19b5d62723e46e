import AWSBatchBackend
import JSONText
import LocalBackend
import WorkflowModel

/// Lets the doctors of backends look at environments of a configuration.
struct EnvironmentLook: Sendable {
  private let configuration: Configuration
  private let named: String?
  private let containers: ContainerChoice
  /// What tasks ask for, by the environment that they go to; empty when nothing is known of them.
  var demand: [String: [(call: CallPath, request: TaskRequest)]] = [:]

  init(_ configuration: Configuration, named: String?, _ containers: ContainerChoice) {
    self.configuration = configuration
    self.named = named
    self.containers = containers
  }

  /// Of the environment that a run would go to.
  var main: String { Composition.environmentName(named, of: configuration) }

  /// That of a run, and those that rules send tasks to.
  var names: [String] { [main] + configuration.rules.environments.union(demand.keys).subtracting([main]).sorted() }

  var composition: Composition { Composition(containers: containers, quiet: true) }

  func findings(of name: String) async throws -> [Finding] {
    let settings =
      name == "local" && configuration.environments["local"] == nil
      ? JSONObject([("backend", "local")]) : try configuration.settings(of: name)
    switch BackendKind.of(settings) {
    case .batch?: return try await batch(settings, name)
    case .local?: return try await local(settings, name)
    // Says what is wrong with it.
    case nil:
      _ = try await composition.environment(name, of: configuration)
      return []
    }
  }

  private func batch(_ settings: JSONObject, _ name: String) async throws -> [Finding] {
    let environment = try BatchEnvironment(settings: settings, name: name)
    let aws = AWSAccess(region: environment.region)
    do {
      var doctor = BatchDoctor(environment, try await aws.configuration(), agentPath: Composition.agentPath)
      await doctor.add(demand[name] ?? [])
      let findings = await doctor.examine()
      await aws.shutdown()
      return findings
    } catch {
      await aws.shutdown()
      throw error
    }
  }

  private func local(_ members: JSONObject, _ name: String) async throws -> [Finding] {
    let settings = try composition.localSettings(members, name)
    return await LocalDoctor(settings, runs: SourceReading.absolute("martlet-runs"), requests: demand[name] ?? [])
      .examine()
  }
}
