import AWSBatchBackend
import AWSClient
import JSONText
import WorkflowEngine
import WorkflowModel

/// The ways to AWS of environments, for verbs that look at jobs: each made when it is first needed.
actor EnvironmentAccess {
  private let directory: RunDirectory?
  private let config: String?
  private var ways: [String: AWSAccess] = [:]

  /// - Parameter directory: the run whose environments are meant; nil for those of `martlet.yaml`.
  /// - Parameter config: the configuration that the user names.
  init(of directory: RunDirectory? = nil, config: String? = nil) {
    self.directory = directory
    self.config = config
  }

  /// - Parameter environment: nil for what any way to S3 serves.
  /// - Throws: ``ExecutionError`` (`configuration`) when there is no such environment, or it is not on AWS.
  func aws(of environment: String?) async throws -> AWSConfiguration {
    if let way = ways[environment ?? ""] { return try await way.configuration() }
    let region = try environment.map { try batch($0).region } ?? nil
    let way = AWSAccess(region: region)
    ways[environment ?? ""] = way
    return try await way.configuration()
  }

  /// - Throws: ``ExecutionError`` (`configuration`) when there is no such environment, or it is not on AWS.
  func batch(_ environment: String) throws -> BatchEnvironment {
    try BatchEnvironment(settings: settings(of: environment), name: environment)
  }

  /// The same; nil for an environment that is not on AWS.
  func batchIfAny(_ environment: String) throws -> BatchEnvironment? {
    let settings: JSONObject
    do {
      settings = try self.settings(of: environment)
    } catch let error as ExecutionError where error.code == .configuration && environment == "local" {
      return nil
    }
    guard BackendKind.of(settings) == .batch else { return nil }
    return try BatchEnvironment(settings: settings, name: environment)
  }

  private func settings(of environment: String) throws -> JSONObject {
    if config == nil, let directory, let kept = ConfigurationRecord.settings(of: environment, in: directory) {
      return kept
    }
    let near = directory?.path ?? SourceReading.workingFolder + "/."
    return try Configuration.load(config, near: near).settings(of: environment)
  }

  func shutdown() async {
    for way in ways.values { await way.shutdown() }
  }
}
