package import JSONText
import S3Storage
import WorkflowModel

extension BatchEnvironment {
  /// Reads the settings of an environment of `martlet.yaml`.
  ///
  /// - Parameter settings: its members; `backend` (or `type`), which chose this backend, may be among them.
  /// - Parameter name: the environment's name, for messages.
  /// - Throws: ``ExecutionError`` (`configuration`) that names every setting that is wrong, each with its place.
  package init(settings: JSONObject, name: String) throws {
    var reader = SettingsReader(
      settings, of: .configuration(place: "environments.\(name)"), names: SettingNames.ofEnvironments)
    reader.refuseUnknownNames(of: "an AWS Batch environment")
    self.init(name: name, &reader)
    try reader.throwProblems()
  }

  private init(name: String, _ reader: inout SettingsReader) {
    let queue = reader.required("queue", meaning: "the job queue's name or ARN", QueueName.parse)
    let bucket = reader.required(
      "bucket", meaning: "the folder in S3 that keeps the runs, as `s3://bucket/folder`", Self.bucket)
    self.init(name: name, queue: queue ?? "", bucket: bucket ?? S3Location(bucket: "", key: ""))
    region = reader.read("region", SettingKinds.text) ?? queueRegion
    job = JobSettingsReader.settings(&reader)
    job.queue = nil
    if job.jobDefinition == nil {
      for (setting, message) in JobSettingsCheck.problems(job) { reader.report(setting, message) }
    } else {
      for setting in job.fixedByDefinition {
        reader.report(setting, "cannot stand beside `jobDefinition`: say it in the definition itself")
      }
    }
    if let agent = reader.read("agent", Self.agentMode) { self.agent = agent }
    if case .container = agent, job.platform == .fargate {
      reader.report("agent", "cannot be `{container: …}` with `platform: FARGATE`; write `download` or `{image: …}`")
    }
    agentPaths = reader.read("agentPath", Self.agentPaths) ?? [:]
    if let interval = reader.read("pollInterval", SettingKinds.duration) { pollInterval = interval }
    if let scratch = reader.read("scratch", SettingKinds.absolutePath) { self.scratch = scratch }
    maxConcurrentJobs = reader.read("maxConcurrentJobs", SettingKinds.count)
    container = reader.read("container", SettingKinds.text)
    secretPrefix = reader.read("secretPrefix", Self.secretPrefix)
    flow = BatchFlow(reader.settings) { setting, problem in reader.report(setting, problem) }
    runnable = RunnableSettings(reader.settings) { setting, problem in reader.report(setting, problem) }
    if let head = reader.read("head", HeadSettings.init) { self.head = head }
    imageMirrors = reader.read("imageMirrors", Self.mirrors) ?? [:]
    if let mirror = reader.read("dockerHubMirror", Self.mirror) { imageMirrors[ImageReference.dockerHub] = mirror }
  }

  private static func bucket(_ value: JSONValue) throws(SettingProblem) -> S3Location {
    let text = try SettingKinds.text(value)
    let location: S3Location
    do {
      location = try S3Location(text)
    } catch {
      let error = error as? ExecutionError
      throw SettingProblem("is wrong: \(error?.message ?? "\(text)"); \(error?.help ?? "")")
    }
    guard !location.key.isEmpty else {
      throw SettingProblem("is `\(text)`, a bucket without a folder; write `\(location.url)/folder`")
    }
    return location
  }

  /// `download`, `{mount: /path/on/host}`, `{image: /path/in/image}` or `{container: image}`.
  private static func agentMode(_ value: JSONValue) throws(SettingProblem) -> AgentMode {
    let members = value.object
    switch (value.string, members?.names.first, members?.values.first?.string) {
    case ("download", _, _): return .download
    case (_, "mount", let path?) where members?.count == 1 && path.hasPrefix("/") && path.dropFirst().contains("/"):
      return .mount(path: path)
    case (_, "image", let path?) where members?.count == 1 && path.hasPrefix("/"): return .image(path: path)
    case (_, "container", let image?) where members?.count == 1 && ImageReference.isLegal(image):
      return .container(image: image)
    default:
      throw SettingProblem(
        "must be `download`, `{mount: /path/on/the/host}`, `{image: /path/in/the/image}` or "
          + "`{container: IMAGE-OF-THE-AGENT}`; the agent on a host lies in a folder of its own")
    }
  }

  /// A path for all architectures, or a mapping of architectures to paths.
  private static func agentPaths(_ value: JSONValue) throws(SettingProblem) -> [JobSettings.Architecture: String] {
    var paths: [JobSettings.Architecture: String] = [:]
    guard let members = value.object else {
      let path = try SettingKinds.absolutePath(value)
      for architecture in JobSettings.Architecture.allCases { paths[architecture] = path }
      return paths
    }
    for (name, value) in members {
      guard let architecture = JobSettings.Architecture(rawValue: name.uppercased()) else {
        throw SettingProblem("has `\(name)`; the architectures are `X86_64` and `ARM64`")
      }
      paths[architecture] = try SettingKinds.absolutePath(value)
    }
    return paths
  }

  private static func secretPrefix(_ value: JSONValue) throws(SettingProblem) -> String {
    let text = try SettingKinds.text(value)
    guard SecretPrefix.isName(text) else {
      throw SettingProblem("must be the beginning of a secret's name: letters, digits and / _ + = . @ -")
    }
    return text
  }

  private static func mirrors(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    var mirrors: [String: String] = [:]
    for (registry, address) in try SettingKinds.texts(value) { mirrors[registry] = try mirror(.string(address)) }
    return mirrors
  }

  private static func mirror(_ value: JSONValue) throws(SettingProblem) -> String {
    var address = try SettingKinds.text(value)
    while address.hasSuffix("/") { address.removeLast() }
    guard ImageReference.isLegal(address), !address.contains("://") else {
      throw SettingProblem("must be a registry's address without a scheme, such as `registry.lab/docker-hub`")
    }
    return address
  }
}
