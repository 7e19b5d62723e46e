package import AWSClient

/// A container as its definition describes it.
package struct ContainerProperties: AWSShape {
  package var image: String?
  package var vcpus: Int?
  package var memory: Int?
  package var command: [String]?
  package var jobRoleArn: String?
  package var executionRoleArn: String?
  package var volumes: [Volume]?
  package var environment: [KeyValuePair]?
  package var mountPoints: [MountPoint]?
  package var readonlyRootFilesystem: Bool?
  package var privileged: Bool?
  package var ulimits: [Ulimit]?
  package var user: String?
  package var instanceType: String?
  package var resourceRequirements: [ResourceRequirement]?
  package var linuxParameters: LinuxParameters?
  package var logConfiguration: LogConfiguration?
  package var secrets: [Secret]?
  package var networkConfiguration: NetworkConfiguration?
  package var fargatePlatformConfiguration: FargatePlatformConfiguration?
  package var enableExecuteCommand: Bool?
  package var ephemeralStorage: EphemeralStorage?
  package var runtimePlatform: RuntimePlatform?
  package var repositoryCredentials: RepositoryCredentials?

  package init(
    image: String? = nil, vcpus: Int? = nil, memory: Int? = nil, command: [String]? = nil, jobRoleArn: String? = nil,
    executionRoleArn: String? = nil, volumes: [Volume]? = nil, environment: [KeyValuePair]? = nil,
    mountPoints: [MountPoint]? = nil, readonlyRootFilesystem: Bool? = nil, privileged: Bool? = nil,
    ulimits: [Ulimit]? = nil, user: String? = nil, instanceType: String? = nil,
    resourceRequirements: [ResourceRequirement]? = nil, linuxParameters: LinuxParameters? = nil,
    logConfiguration: LogConfiguration? = nil, secrets: [Secret]? = nil,
    networkConfiguration: NetworkConfiguration? = nil,
    fargatePlatformConfiguration: FargatePlatformConfiguration? = nil, enableExecuteCommand: Bool? = nil,
    ephemeralStorage: EphemeralStorage? = nil, runtimePlatform: RuntimePlatform? = nil,
    repositoryCredentials: RepositoryCredentials? = nil
  ) {
    self.image = image
    self.vcpus = vcpus
    self.memory = memory
    self.command = command
    self.jobRoleArn = jobRoleArn
    self.executionRoleArn = executionRoleArn
    self.volumes = volumes
    self.environment = environment
    self.mountPoints = mountPoints
    self.readonlyRootFilesystem = readonlyRootFilesystem
    self.privileged = privileged
    self.ulimits = ulimits
    self.user = user
    self.instanceType = instanceType
    self.resourceRequirements = resourceRequirements
    self.linuxParameters = linuxParameters
    self.logConfiguration = logConfiguration
    self.secrets = secrets
    self.networkConfiguration = networkConfiguration
    self.fargatePlatformConfiguration = fargatePlatformConfiguration
    self.enableExecuteCommand = enableExecuteCommand
    self.ephemeralStorage = ephemeralStorage
    self.runtimePlatform = runtimePlatform
    self.repositoryCredentials = repositoryCredentials
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    image = try shape.optional("image")
    vcpus = try shape.optional("vcpus")
    memory = try shape.optional("memory")
    command = try shape.optional("command")
    jobRoleArn = try shape.optional("jobRoleArn")
    executionRoleArn = try shape.optional("executionRoleArn")
    volumes = try shape.optional("volumes")
    environment = try shape.optional("environment")
    mountPoints = try shape.optional("mountPoints")
    readonlyRootFilesystem = try shape.optional("readonlyRootFilesystem")
    privileged = try shape.optional("privileged")
    ulimits = try shape.optional("ulimits")
    user = try shape.optional("user")
    instanceType = try shape.optional("instanceType")
    resourceRequirements = try shape.optional("resourceRequirements")
    linuxParameters = try shape.optional("linuxParameters")
    logConfiguration = try shape.optional("logConfiguration")
    secrets = try shape.optional("secrets")
    networkConfiguration = try shape.optional("networkConfiguration")
    fargatePlatformConfiguration = try shape.optional("fargatePlatformConfiguration")
    enableExecuteCommand = try shape.optional("enableExecuteCommand")
    ephemeralStorage = try shape.optional("ephemeralStorage")
    runtimePlatform = try shape.optional("runtimePlatform")
    repositoryCredentials = try shape.optional("repositoryCredentials")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["image"] = image
    shape["vcpus"] = vcpus
    shape["memory"] = memory
    shape["command"] = command
    shape["jobRoleArn"] = jobRoleArn
    shape["executionRoleArn"] = executionRoleArn
    shape["volumes"] = volumes
    shape["environment"] = environment
    shape["mountPoints"] = mountPoints
    shape["readonlyRootFilesystem"] = readonlyRootFilesystem
    shape["privileged"] = privileged
    shape["ulimits"] = ulimits
    shape["user"] = user
    shape["instanceType"] = instanceType
    shape["resourceRequirements"] = resourceRequirements
    shape["linuxParameters"] = linuxParameters
    shape["logConfiguration"] = logConfiguration
    shape["secrets"] = secrets
    shape["networkConfiguration"] = networkConfiguration
    shape["fargatePlatformConfiguration"] = fargatePlatformConfiguration
    shape["enableExecuteCommand"] = enableExecuteCommand
    shape["ephemeralStorage"] = ephemeralStorage
    shape["runtimePlatform"] = runtimePlatform
    shape["repositoryCredentials"] = repositoryCredentials
  }
}
