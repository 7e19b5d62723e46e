import AWSBatchBackend
import JSONText
import WorkflowEngine
import WorkflowModel

extension WorkflowOptions {
  /// martlet.yaml with what these options say instead.
  func applied(to configuration: Configuration) -> Configuration {
    var configuration = configuration
    if let failureMode { configuration.failureMode = failureMode }
    configuration.cache = applied(to: configuration.cache)
    for (name, settings) in configuration.environments {
      guard var settings = settings.object, BackendKind.of(settings) == .batch else { continue }
      if let jobRole { Self.set("jobRole", .string(jobRole), in: &settings) }
      if let root { Self.set("bucket", .string(root), in: &settings) }
      configuration.environments[name] = .object(settings)
    }
    return configuration
  }

  /// They can only forbid what is allowed, as in Cromwell.
  private func applied(to settings: CacheSettings) -> CacheSettings {
    var settings = settings
    if readsCache == false { settings.isRead = false }
    // What a later run would take may be gone.
    if writesCache == false || deletesIntermediateFiles { settings.isWritten = false }
    if let cachePrefixes { settings.prefixes = cachePrefixes.map { FileReference($0).location } }
    return settings
  }

  /// - Throws: ``ExecutionError`` (`unsupported`) when files are to be copied to this machine by a head that is not here.
  func checkForHead() throws {
    guard let folder = copies.folders.first(where: \.isLocal) else { return }
    throw ExecutionError(
      .unsupported, "the options have files copied to \(folder.location), which a job on AWS Batch does not see",
      help: "name a folder in S3 (`s3://bucket/folder`), or leave out --detach")
  }

  /// In place of what stands there under any name.
  private static func set(_ setting: String, _ value: JSONValue, in settings: inout JSONObject) {
    for name in SettingNames.ofEnvironments.first(where: { $0.first == setting }) ?? [] { settings[name] = nil }
    settings[setting] = value
  }

  /// What tasks get that do not say it themselves.
  var attributeDefaults: AttributeDefaults {
    AttributeDefaults(values: defaultAttributes, synonyms: SettingNames.ofTasks)
  }
}
