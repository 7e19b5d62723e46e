package import AWSClient

/// The container of a job, with what became of it.
package struct ContainerDetail: AWSShape {
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
  package var ulimits: [Ulimit]?
  package var privileged: Bool?
  package var user: String?
  package var exitCode: Int?
  package var reason: String?
  package var containerInstanceArn: String?
  package var taskArn: String?
  package var logStreamName: String?
  package var instanceType: String?
  package var networkInterfaces: [NetworkInterface]?
  package var resourceRequirements: [ResourceRequirement]?
  package var linuxParameters: LinuxParameters?
  package var logConfiguration: LogConfiguration?
  package var secrets: [Secret]?
  package var networkConfiguration: NetworkConfiguration?
  package var fargatePlatformConfiguration: FargatePlatformConfiguration?
  package var ephemeralStorage: EphemeralStorage?
  package var runtimePlatform: RuntimePlatform?
  package var repositoryCredentials: RepositoryCredentials?
  package var enableExecuteCommand: Bool?

  package init(
    image: String? = nil, vcpus: Int? = nil, memory: Int? = nil, command: [String]? = nil, jobRoleArn: String? = nil,
    executionRoleArn: String? = nil, volumes: [Volume]? = nil, environment: [KeyValuePair]? = nil,
    mountPoints: [MountPoint]? = nil, readonlyRootFilesystem: Bool? = nil, ulimits: [Ulimit]? = nil,
    privileged: Bool? = nil, user: String? = nil, exitCode: Int? = nil, reason: String? = nil,
    containerInstanceArn: String? = nil, taskArn: String? = nil, logStreamName: String? = nil,
    instanceType: String? = nil, networkInterfaces: [NetworkInterface]? = nil,
    resourceRequirements: [ResourceRequirement]? = nil, linuxParameters: LinuxParameters? = nil,
    logConfiguration: LogConfiguration? = nil, secrets: [Secret]? = nil,
    networkConfiguration: NetworkConfiguration? = nil,
    fargatePlatformConfiguration: FargatePlatformConfiguration? = nil, ephemeralStorage: EphemeralStorage? = nil,
    runtimePlatform: RuntimePlatform? = nil, repositoryCredentials: RepositoryCredentials? = nil,
    enableExecuteCommand: Bool? = nil
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
    self.ulimits = ulimits
    self.privileged = privileged
    self.user = user
    self.exitCode = exitCode
    self.reason = reason
    self.containerInstanceArn = containerInstanceArn
    self.taskArn = taskArn
    self.logStreamName = logStreamName
    self.instanceType = instanceType
    self.networkInterfaces = networkInterfaces
    self.resourceRequirements = resourceRequirements
    self.linuxParameters = linuxParameters
    self.logConfiguration = logConfiguration
    self.secrets = secrets
    self.networkConfiguration = networkConfiguration
    self.fargatePlatformConfiguration = fargatePlatformConfiguration
    self.ephemeralStorage = ephemeralStorage
    self.runtimePlatform = runtimePlatform
    self.repositoryCredentials = repositoryCredentials
    self.enableExecuteCommand = enableExecuteCommand
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
    ulimits = try shape.optional("ulimits")
    privileged = try shape.optional("privileged")
    user = try shape.optional("user")
    exitCode = try shape.optional("exitCode")
    reason = try shape.optional("reason")
    containerInstanceArn = try shape.optional("containerInstanceArn")
    taskArn = try shape.optional("taskArn")
    logStreamName = try shape.optional("logStreamName")
    instanceType = try shape.optional("instanceType")
    networkInterfaces = try shape.optional("networkInterfaces")
    resourceRequirements = try shape.optional("resourceRequirements")
    linuxParameters = try shape.optional("linuxParameters")
    logConfiguration = try shape.optional("logConfiguration")
    secrets = try shape.optional("secrets")
    networkConfiguration = try shape.optional("networkConfiguration")
    fargatePlatformConfiguration = try shape.optional("fargatePlatformConfiguration")
    ephemeralStorage = try shape.optional("ephemeralStorage")
    runtimePlatform = try shape.optional("runtimePlatform")
    repositoryCredentials = try shape.optional("repositoryCredentials")
    enableExecuteCommand = try shape.optional("enableExecuteCommand")
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
    shape["ulimits"] = ulimits
    shape["privileged"] = privileged
    shape["user"] = user
    shape["exitCode"] = exitCode
    shape["reason"] = reason
    shape["containerInstanceArn"] = containerInstanceArn
    shape["taskArn"] = taskArn
    shape["logStreamName"] = logStreamName
    shape["instanceType"] = instanceType
    shape["networkInterfaces"] = networkInterfaces
    shape["resourceRequirements"] = resourceRequirements
    shape["linuxParameters"] = linuxParameters
    shape["logConfiguration"] = logConfiguration
    shape["secrets"] = secrets
    shape["networkConfiguration"] = networkConfiguration
    shape["fargatePlatformConfiguration"] = fargatePlatformConfiguration
    shape["ephemeralStorage"] = ephemeralStorage
    shape["runtimePlatform"] = runtimePlatform
    shape["repositoryCredentials"] = repositoryCredentials
    shape["enableExecuteCommand"] = enableExecuteCommand
  }
}
