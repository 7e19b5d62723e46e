import AWSServices
import JSONText
import WorkflowModel

/// Reads ``JobSettings``, of an environment or of a task.
enum JobSettingsReader {
  /// - Parameter reader: remembers what is wrong.
  static func settings(_ reader: inout SettingsReader) -> JobSettings {
    var settings = JobSettings()
    place(&settings, &reader)
    roles(&settings, &reader)
    settings.container = container(&reader)
    settings.volumes = volumes(&reader)
    settings.objects = ObjectSettingsReader.settings(&reader)
    wishes(&settings, &reader)
    submission(&settings, &reader)
    retries(&settings, &reader)
    return settings
  }

  private static func place(_ settings: inout JobSettings, _ reader: inout SettingsReader) {
    settings.queue = reader.read("queue", QueueName.parse)
    settings.jobDefinition = reader.read("jobDefinition", JobDefinitionName.parse)
    settings.platform = reader.read("platform") { value throws(SettingProblem) in
      let name = try SettingKinds.choice(value, of: JobSettings.Platform.allCases.map(\.rawValue))
      return name == "FARGATE" ? .fargate : .ec2
    }
    settings.architecture = reader.read("architecture", architecture)
  }

  /// Nextflow's `linux/arm64` too.
  private static func architecture(_ value: JSONValue) throws(SettingProblem) -> JobSettings.Architecture {
    let text = try SettingKinds.text(value.object?["name"] ?? value)
    switch text.lowercased().split(separator: "/").last {
    case "x86_64", "amd64", "x86-64": return .x86
    case "arm64", "aarch64": return .arm
    default: throw SettingProblem("must be `X86_64` or `ARM64`, not `\(text)`")
    }
  }

  private static func roles(_ settings: inout JobSettings, _ reader: inout SettingsReader) {
    settings.jobRole = reader.read("jobRole", SettingKinds.role)
    settings.executionRole = reader.read("executionRole", SettingKinds.role)
    settings.logGroup = reader.read("logGroup", SettingKinds.text)
    settings.logStreamPrefix = reader.read("logStreamPrefix", SettingKinds.text)
    settings.logRegion = reader.read("logRegion", SettingKinds.text)
    settings.secrets = reader.read("secrets", SecretSettings.parse) ?? [:]
    settings.registryCredentials = reader.read("repositoryCredentials", registryCredentials) ?? [:]
    settings.enableExecuteCommand = reader.read("enableExecuteCommand", SettingKinds.boolean)
  }

  /// A secret's ARN for every registry but ECR, or a mapping of registries to ARNs.
  private static func registryCredentials(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    let value = try value.structured()
    let secrets = if let secret = value.string { ["*": secret] } else { try SettingKinds.texts(value) }
    guard secrets.values.allSatisfy(SecretSettings.isSecretsManager) else {
      throw SettingProblem("must be the ARN of a secret of Secrets Manager, or a mapping of registries to such ARNs")
    }
    return secrets
  }

  // MARK: The container

  /// `containerOptions`, then the settings of their own, which say more.
  private static func container(_ reader: inout SettingsReader) -> ContainerSettings {
    let options = reader.read("containerOptions") { value throws(SettingProblem) in
      try ContainerOptions.parse(try SettingKinds.text(value))
    }
    var settings = ContainerSettings()
    settings.environment = reader.read("environment", EnvironmentSettings.parse) ?? [:]
    settings.isPrivileged = reader.read("privileged", SettingKinds.boolean)
    settings.user = reader.read("user") { value throws(SettingProblem) in
      guard let user = value.spelled else { throw SettingProblem("must be a user's name or number") }
      return try ContainerParts.user(user)
    }
    settings.isReadOnly = reader.read("readOnly", SettingKinds.boolean)
    settings.hasInit = reader.read("init", SettingKinds.boolean)
    settings.sharedMemorySize = reader.read("sharedMemorySize") { value throws(SettingProblem) in
      try ContainerParts.sharedMemory(value.spelled ?? "", plain: 1_048_576)
    }
    settings.maxSwap = reader.read("maxSwap") { value throws(SettingProblem) in
      Int(try SettingKinds.integer(value, from: 0, to: Int64(Int32.max), unit: "MiB"))
    }
    settings.swappiness = reader.read("swappiness") { value throws(SettingProblem) in
      Int(try SettingKinds.integer(value, from: 0, to: 100))
    }
    settings.tmpfs = reader.read("tmpfs") { value throws(SettingProblem) in try ContainerParts.tmpfs(value) } ?? [:]
    settings.ulimits = reader.read("ulimits", ContainerParts.ulimits) ?? [:]
    settings.devices = reader.read("devices", ContainerParts.devices) ?? [:]
    if reader.read("fuseMount", SettingKinds.boolean) == true {
      settings.devices["/dev/fuse"] = Device(hostPath: "/dev/fuse")
      settings.isPrivileged = settings.isPrivileged ?? true
    }
    return settings.over(options ?? ContainerSettings())
  }

  private static func volumes(_ reader: inout SettingsReader) -> [String: VolumeMount] {
    (reader.read("fsx", VolumeSettings.sharedFileSystems) ?? [:])
      .overlaid(by: reader.read("volumes", VolumeSettings.parse) ?? [:])
  }

  // MARK: What is asked for

  private static func wishes(_ settings: inout JobSettings, _ reader: inout SettingsReader) {
    settings.ephemeralStorage = reader.read("ephemeralStorage") { value throws(SettingProblem) in
      Int(try SettingKinds.integer(value, from: 21, to: 200, unit: "GiB"))
    }
    settings.assignPublicIP = reader.read("assignPublicIP", publicIP)
    settings.platformVersion = reader.read("platformVersion", SettingKinds.text)
    settings.limits = reader.read("resourceLimits", ResourceLimits.parse) ?? ResourceLimits()
    settings.consumableResources = reader.read("consumableResources", consumableResources) ?? [:]
  }

  private static func publicIP(_ value: JSONValue) throws(SettingProblem) -> Bool {
    switch value.string?.uppercased() {
    case "ENABLED": return true
    case "DISABLED": return false
    default: return try SettingKinds.boolean(value)
    }
  }

  /// A mapping of names or ARNs to amounts; texts `name=amount` with commas between them.
  private static func consumableResources(_ value: JSONValue) throws(SettingProblem) -> [String: Int64] {
    var members = JSONObject()
    if let text = try value.structured().string {
      for pair in text.split(separator: ",") {
        let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).withoutOuterSpace }
        members[parts[0]] = .string(parts.count == 2 ? parts[1] : "")
      }
    } else if let object = try value.structured().object {
      members = object
    } else {
      throw SettingProblem("must be a mapping of resources to amounts")
    }
    var resources: [String: Int64] = [:]
    for (name, value) in members {
      do {
        resources[name] = try SettingKinds.integer(value, from: 1)
      } catch {
        throw SettingProblem("has `\(name)`, whose amount \(error.message)")
      }
    }
    return resources
  }

  // MARK: The submission

  private static func submission(_ settings: inout JobSettings, _ reader: inout SettingsReader) {
    settings.jobNamePrefix = reader.read("jobNamePrefix", SettingKinds.text)
    settings.tags = reader.read("tags", TagSettings.parse) ?? [:]
    settings.propagatesTags = reader.read("propagateTags", SettingKinds.boolean)
    settings.schedulingPriority = reader.read("schedulingPriority") { value throws(SettingProblem) in
      Int(try SettingKinds.integer(value, from: 0, to: 9999))
    }
    settings.shareIdentifier = reader.read("shareIdentifier", shareIdentifier)
    settings.timeout = timeLimit(&reader)
  }

  /// Cromwell's `jobTimeout` and Snakemake's have 0 for none.
  static func timeLimit(_ reader: inout SettingsReader) -> Int64? {
    let limit = reader.read("timeout") { value throws(SettingProblem) in try timeout(value) }
    return limit == 0 ? nil : limit
  }

  private static func shareIdentifier(_ value: JSONValue) throws(SettingProblem) -> String {
    let text = try SettingKinds.text(value)
    guard text.count <= 255, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw SettingProblem("must be up to 255 letters and digits, not `\(text)`")
    }
    return text
  }

  /// Source: `attemptDurationSeconds` of JobTimeout.
  private static func timeout(_ value: JSONValue) throws(SettingProblem) -> Int64 {
    if value.int == 0 { return 0 }
    let duration = try SettingKinds.duration(value.string.flatMap { Int64($0) }.map { .int($0) } ?? value)
    let seconds = duration.components.seconds
    guard seconds >= 60, seconds <= Int64(Int32.max) else {
      throw SettingProblem("must be at least 60 seconds, which is the shortest time limit of AWS Batch")
    }
    return seconds
  }

  private static func retries(_ settings: inout JobSettings, _ reader: inout SettingsReader) {
    if let strategy = reader.read("retryStrategy", RetrySettings.strategy) {
      (settings.retryAttempts, settings.evaluateOnExit) = strategy
    }
    if let attempts = reader.read("retryAttempts", RetrySettings.attempts) { settings.retryAttempts = attempts }
    if let rules = reader.read("evaluateOnExit", RetrySettings.rules) { settings.evaluateOnExit = rules }
    if let attempts = reader.read("maxSpotAttempts", RetrySettings.attempts), attempts > 0 {
      if settings.retryAttempts != nil || settings.evaluateOnExit != nil {
        reader.report("maxSpotAttempts", "cannot stand beside other settings of retries by AWS Batch; keep one of them")
      }
      settings.retryAttempts = attempts
      settings.evaluateOnExit = RetrySettings.spotRules
    }
  }
}
