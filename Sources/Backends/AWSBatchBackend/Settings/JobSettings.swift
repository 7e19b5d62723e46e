package import AWSServices

/// What an environment says of all its jobs, and a task of its own: where and how its container runs.
///
/// Nothing here is required; a member that is absent is left to the environment, then to AWS.
package struct JobSettings: Hashable, Sendable {
  package enum Platform: String, Hashable, Sendable, CaseIterable {
    case ec2 = "EC2"
    case fargate = "FARGATE"
  }

  package enum Architecture: String, Hashable, Sendable, CaseIterable {
    case x86 = "X86_64"
    case arm = "ARM64"
  }

  // MARK: Where

  /// Name or ARN of the job queue.
  package var queue: String?
  package var platform: Platform?
  package var architecture: Architecture?
  /// A definition of the user's own: a name, with a revision perhaps, or an ARN. It is used as it is.
  package var jobDefinition: String?

  // MARK: What the container is

  package var jobRole: String?
  package var executionRole: String?
  package var logGroup: String?
  package var logStreamPrefix: String?
  package var logRegion: String?
  package var container = ContainerSettings()
  /// By path in the container.
  package var volumes: [String: VolumeMount] = [:]
  /// Names of variables with the ARNs of their values.
  package var secrets: [String: String] = [:]
  /// Secrets with a registry's user and password, by the registry's host; `*` for every one but ECR.
  package var registryCredentials: [String: String] = [:]
  package var enableExecuteCommand: Bool?
  /// GiB; Fargate only.
  package var ephemeralStorage: Int?
  /// Fargate only.
  package var assignPublicIP: Bool?
  /// Fargate only.
  package var platformVersion: String?

  /// How its objects are kept.
  package var objects = ObjectSettings()

  // MARK: What the job asks for

  /// In place of what the task's language says.
  package var vCPUs: Double?
  /// MiB.
  package var memory: Int64?
  package var gpus: Int?
  package var limits = ResourceLimits()
  /// By name or ARN.
  package var consumableResources: [String: Int64] = [:]

  // MARK: What the submission says

  package var jobNamePrefix: String?
  /// Ends the job's name in place of the run's.
  package var jobUUID: String?
  package var tags: [String: String] = [:]
  package var propagatesTags: Bool?
  package var schedulingPriority: Int?
  package var shareIdentifier: String?
  package var retryAttempts: Int?
  package var evaluateOnExit: [EvaluateOnExit]?
  /// Seconds for one attempt; at least 60.
  package var timeout: Int64?

  package init() {}

  /// These settings where they say something, others where they do not. What has names is merged by name.
  package func over(_ base: JobSettings) -> JobSettings {
    var merged = base
    merged.take(self)
    merged.container = container.over(base.container)
    merged.objects = objects.over(base.objects)
    merged.volumes = base.volumes.overlaid(by: volumes)
    merged.secrets = base.secrets.overlaid(by: secrets)
    merged.registryCredentials = base.registryCredentials.overlaid(by: registryCredentials)
    merged.limits = limits.over(base.limits)
    merged.consumableResources = base.consumableResources.overlaid(by: consumableResources)
    merged.tags = base.tags.overlaid(by: tags)
    return merged
  }

  /// The simple members that `other` has.
  private mutating func take(_ other: JobSettings) {
    func take<Value>(_ member: WritableKeyPath<JobSettings, Value?>) {
      if let value = other[keyPath: member] { self[keyPath: member] = value }
    }
    for member in [
      \JobSettings.queue, \.jobDefinition, \.jobRole, \.executionRole, \.logGroup, \.logStreamPrefix, \.logRegion,
      \.platformVersion, \.jobNamePrefix, \.jobUUID, \.shareIdentifier,
    ] { take(member) }
    for member in [\JobSettings.enableExecuteCommand, \.assignPublicIP, \.propagatesTags] { take(member) }
    for member in [\JobSettings.ephemeralStorage, \.gpus, \.schedulingPriority, \.retryAttempts] { take(member) }
    take(\.platform)
    take(\.architecture)
    take(\.vCPUs)
    take(\.memory)
    take(\.evaluateOnExit)
    take(\.timeout)
  }
}

/// The most that a task may ask for: what is above is brought down to it (Nextflow's `resourceLimits`).
package struct ResourceLimits: Hashable, Sendable {
  package var cpus: Double?
  /// MiB.
  package var memory: Int64?
  /// GiB.
  package var disk: Int?
  /// Seconds.
  package var time: Int64?

  package init() {}

  func over(_ base: ResourceLimits) -> ResourceLimits {
    var merged = base
    merged.cpus = cpus ?? base.cpus
    merged.memory = memory ?? base.memory
    merged.disk = disk ?? base.disk
    merged.time = time ?? base.time
    return merged
  }
}
