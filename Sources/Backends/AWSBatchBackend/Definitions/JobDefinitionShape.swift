import AWSServices
import Digest
import JSONText

/// What a job definition has to say because no submission can: everything else goes along with each job.
///
/// Two tasks of equal shape share a definition. Number of CPUs, memory and command are no part of it.
struct JobDefinitionShape: Hashable, Sendable {
  let platform: JobSettings.Platform
  /// In one order: what has names is sorted by them.
  let container: ContainerProperties
  /// The image of a container that brings the agent; nil when it comes another way.
  let agentImage: String?

  /// - Parameters:
  ///   - image: where it is to be pulled from.
  ///   - settings: the environment's and the task's.
  ///   - mounts: volumes beside the settings' own.
  ///   - agentImage: of a container of its own that brings the agent.
  init(
    image: String, settings: JobSettings = JobSettings(), mounts: [VolumeMount] = [], agentImage: String? = nil
  ) {
    self.agentImage = agentImage
    platform = settings.platform ?? .ec2
    var container = ContainerProperties()
    container.image = image
    container.command = ["true"]
    // What each job says for itself, and Batch wants all the same: a size that both platforms have.
    container.resourceRequirements = [
      ResourceRequirement(value: "2048", type: "MEMORY"), ResourceRequirement(value: "1", type: "VCPU"),
    ]
    container.jobRoleArn = settings.jobRole
    container.executionRoleArn = settings.executionRole
    container.apply(settings.container)
    container.mount((settings.volumes.values + mounts).sorted { $0.path < $1.path })
    container.logConfiguration = LogConfiguration(settings)
    if !settings.secrets.isEmpty {
      container.secrets = settings.secrets.sorted { $0.key < $1.key }.map { Secret(name: $0.key, valueFrom: $0.value) }
    }
    container.repositoryCredentials = settings.credentials(for: image).map { .init(credentialsParameter: $0) }
    container.enableExecuteCommand = settings.enableExecuteCommand
    if platform == .fargate { container.placeOnFargate(settings) }
    self.container = container
  }

  /// One spelling for one shape: members sorted by name, absent ones left out.
  var canonical: String {
    var members: JSONObject = ["container": container.json, "platform": .string(platform.rawValue)]
    if let agentImage { members["agentImage"] = .string(agentImage) }
    return JSONWriter.compact(Self.sorted(.object(members)))
  }

  private static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(JSONObject(members.sorted { $0.0 < $1.0 }.map { ($0.0, sorted($0.1)) }))
    case .array(let elements): .array(elements.map(sorted))
    case .null, .bool, .number, .string: value
    }
  }

  /// SHA-256 of ``canonical`` in hexadecimal.
  var hash: String { SHA256.hexadecimal(of: canonical) }

  /// `martlet-<image>-<hash>`, legal as a definition's name.
  var name: String { LegalName.jobDefinition(image: container.image ?? "", hash: hash) }
}

extension ContainerProperties {
  fileprivate mutating func apply(_ settings: ContainerSettings) {
    if !settings.environment.isEmpty { environment = settings.environmentPairs }
    privileged = settings.isPrivileged
    user = settings.user
    readonlyRootFilesystem = settings.isReadOnly
    if !settings.ulimits.isEmpty { ulimits = settings.ulimits.values.sorted { $0.name < $1.name } }
    var linux = LinuxParameters()
    linux.initProcessEnabled = settings.hasInit
    linux.sharedMemorySize = settings.sharedMemorySize
    linux.maxSwap = settings.maxSwap
    linux.swappiness = settings.swappiness
    if !settings.tmpfs.isEmpty { linux.tmpfs = settings.tmpfs.values.sorted { $0.containerPath < $1.containerPath } }
    if !settings.devices.isEmpty { linux.devices = settings.devices.values.sorted { $0.hostPath < $1.hostPath } }
    if linux != LinuxParameters() { linuxParameters = linux }
  }

  /// - Parameter mounts: by path.
  fileprivate mutating func mount(_ mounts: [VolumeMount]) {
    guard !mounts.isEmpty else { return }
    volumes = mounts.enumerated().map { number, mount in
      switch mount.source {
      case .host(let path): Volume(host: Host(sourcePath: path), name: "volume-\(number)")
      case .efs(let system): Volume(name: "volume-\(number)", efsVolumeConfiguration: system)
      case .own: Volume(name: "volume-\(number)")
      }
    }
    mountPoints = mounts.enumerated().map { number, mount in
      MountPoint(containerPath: mount.path, readOnly: mount.isReadOnly, sourceVolume: "volume-\(number)")
    }
  }

  fileprivate mutating func placeOnFargate(_ settings: JobSettings) {
    networkConfiguration = NetworkConfiguration(
      assignPublicIp: settings.assignPublicIP ?? true ? "ENABLED" : "DISABLED")
    fargatePlatformConfiguration = settings.platformVersion.map { FargatePlatformConfiguration(platformVersion: $0) }
    ephemeralStorage = settings.ephemeralStorage.map { EphemeralStorage(sizeInGiB: $0) }
    runtimePlatform = settings.architecture.map {
      RuntimePlatform(operatingSystemFamily: "LINUX", cpuArchitecture: $0.rawValue)
    }
  }
}

extension ContainerSettings {
  /// By name.
  var environmentPairs: [KeyValuePair] {
    environment.sorted { $0.key < $1.key }.map { KeyValuePair(name: $0.key, value: $0.value) }
  }
}

extension JobSettings {
  /// The secret with the user and password for the image's registry; nil where none is needed.
  func credentials(for image: String) -> String? {
    let reference = ImageReference(image)
    return registryCredentials[reference.registry] ?? (reference.isOfECR ? nil : registryCredentials["*"])
  }
}

extension LogConfiguration {
  /// Nil: Batch's own group and names.
  fileprivate init?(_ settings: JobSettings) {
    var options: [String: String] = [:]
    options["awslogs-group"] = settings.logGroup
    options["awslogs-stream-prefix"] = settings.logStreamPrefix
    options["awslogs-region"] = settings.logRegion
    guard !options.isEmpty else { return nil }
    self.init(logDriver: "awslogs", options: options)
  }
}
