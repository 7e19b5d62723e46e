import AWSBatchBackend
import JSONText
import SnakemakeBridge
import WorkflowModel

/// Where the jobs of one Snakemake run: an environment of `martlet.yaml` with what the plug-in's settings say instead.
struct BrokerPlace: Sendable {
  let configuration: Configuration
  let environment: String
  /// The environment, if it is on AWS Batch and no rule of martlet.yaml says otherwise for single jobs.
  private let batch: BatchEnvironment?

  /// What the environment is called when martlet.yaml has none.
  private static let ownName = "snakemake"
  /// Below the place of Snakemake's own files, when nothing says where to keep what jobs need.
  private static let folder = ".martlet"

  /// - Throws: ``ExecutionError`` (`configuration`).
  init(_ hello: BrokerHello) throws {
    var configuration = try Configuration.load(hello.configuration, near: hello.folder + "/Snakefile")
    let named = hello.environment ?? ProcessEnvironment.given("MARTLET_ENVIRONMENT") ?? configuration.defaultEnvironment
    let name = named ?? (hello.settings.isEmpty ? "local" : Self.ownName)
    environment = name
    if !hello.settings.isEmpty {
      let file = try Self.settings(of: named, configuration)
      var settings = Self.settings(file, overlaidBy: hello.settings)
      if BackendKind.of(settings) == .batch, settings["bucket"] ?? settings["workDir"] == nil, let place = hello.storage
      {
        settings["bucket"] = .string(FileReference(place).appending(Self.folder).location)
      }
      configuration.environments[name] = .object(settings)
    }
    self.configuration = configuration
    batch = configuration.rules.rules.isEmpty ? try Self.batch(named: name, configuration) : nil
  }

  private static func batch(named name: String, _ configuration: Configuration) throws -> BatchEnvironment? {
    guard let settings = configuration.environments[name]?.object, BackendKind.of(settings) == .batch else {
      return nil
    }
    return try BatchEnvironment(settings: settings, name: name)
  }

  private static func settings(of named: String?, _ configuration: Configuration) throws -> JSONObject {
    guard let named else { return ["backend": "aws-batch"] }
    if named == "local", configuration.environments[named] == nil { return ["backend": "local"] }
    return try configuration.settings(of: named)
  }

  /// A setting wins over the same one under any of its names.
  private static func settings(_ file: JSONObject, overlaidBy given: JSONObject) -> JSONObject {
    let replaced = Set(
      SettingNames.ofEnvironments.filter { names in names.contains { given[$0] != nil } }.flatMap(\.self))
    var settings = JSONObject(file.filter { !replaced.contains($0.0) })
    for (name, value) in given { settings[name] = value }
    return settings
  }

  /// What AWS Batch could not understand of what a rule asks for. Each names the rule and the resource.
  func mistakes(in demand: RuleDemand) -> [String] {
    let wrongSettings = TaskBatchSettings.mistakes(inHints: demand.hints, on: batch)
    return demand.wrongAmounts + wrongSettings.map { demand.mistake(in: $0.setting, $0.message) }
  }
}
