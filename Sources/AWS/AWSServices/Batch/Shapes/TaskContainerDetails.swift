package import AWSClient
package import JSONText

/// One container of such a task, with what became of it.
package struct TaskContainerDetails: AWSShape {
  package var command: [String]?
  package var dependsOn: [TaskContainerDependency]?
  package var environment: [KeyValuePair]?
  package var essential: Bool?
  package var firelensConfiguration: JSONValue?
  package var image: String?
  package var linuxParameters: LinuxParameters?
  package var logConfiguration: LogConfiguration?
  package var mountPoints: [MountPoint]?
  package var name: String?
  package var privileged: Bool?
  package var readonlyRootFilesystem: Bool?
  package var repositoryCredentials: RepositoryCredentials?
  package var resourceRequirements: [ResourceRequirement]?
  package var secrets: [Secret]?
  package var ulimits: [Ulimit]?
  package var user: String?
  package var startTimeout: Int?
  package var stopTimeout: Int?
  package var exitCode: Int?
  package var reason: String?
  package var logStreamName: String?
  package var networkInterfaces: [NetworkInterface]?

  package init(
    command: [String]? = nil, dependsOn: [TaskContainerDependency]? = nil, environment: [KeyValuePair]? = nil,
    essential: Bool? = nil, firelensConfiguration: JSONValue? = nil, image: String? = nil,
    linuxParameters: LinuxParameters? = nil, logConfiguration: LogConfiguration? = nil,
    mountPoints: [MountPoint]? = nil, name: String? = nil, privileged: Bool? = nil, readonlyRootFilesystem: Bool? = nil,
    repositoryCredentials: RepositoryCredentials? = nil, resourceRequirements: [ResourceRequirement]? = nil,
    secrets: [Secret]? = nil, ulimits: [Ulimit]? = nil, user: String? = nil, startTimeout: Int? = nil,
    stopTimeout: Int? = nil, exitCode: Int? = nil, reason: String? = nil, logStreamName: String? = nil,
    networkInterfaces: [NetworkInterface]? = nil
  ) {
    self.command = command
    self.dependsOn = dependsOn
    self.environment = environment
    self.essential = essential
    self.firelensConfiguration = firelensConfiguration
    self.image = image
    self.linuxParameters = linuxParameters
    self.logConfiguration = logConfiguration
    self.mountPoints = mountPoints
    self.name = name
    self.privileged = privileged
    self.readonlyRootFilesystem = readonlyRootFilesystem
    self.repositoryCredentials = repositoryCredentials
    self.resourceRequirements = resourceRequirements
    self.secrets = secrets
    self.ulimits = ulimits
    self.user = user
    self.startTimeout = startTimeout
    self.stopTimeout = stopTimeout
    self.exitCode = exitCode
    self.reason = reason
    self.logStreamName = logStreamName
    self.networkInterfaces = networkInterfaces
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    command = try shape.optional("command")
    dependsOn = try shape.optional("dependsOn")
    environment = try shape.optional("environment")
    essential = try shape.optional("essential")
    firelensConfiguration = try shape.optional("firelensConfiguration")
    image = try shape.optional("image")
    linuxParameters = try shape.optional("linuxParameters")
    logConfiguration = try shape.optional("logConfiguration")
    mountPoints = try shape.optional("mountPoints")
    name = try shape.optional("name")
    privileged = try shape.optional("privileged")
    readonlyRootFilesystem = try shape.optional("readonlyRootFilesystem")
    repositoryCredentials = try shape.optional("repositoryCredentials")
    resourceRequirements = try shape.optional("resourceRequirements")
    secrets = try shape.optional("secrets")
    ulimits = try shape.optional("ulimits")
    user = try shape.optional("user")
    startTimeout = try shape.optional("startTimeout")
    stopTimeout = try shape.optional("stopTimeout")
    exitCode = try shape.optional("exitCode")
    reason = try shape.optional("reason")
    logStreamName = try shape.optional("logStreamName")
    networkInterfaces = try shape.optional("networkInterfaces")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["command"] = command
    shape["dependsOn"] = dependsOn
    shape["environment"] = environment
    shape["essential"] = essential
    shape["firelensConfiguration"] = firelensConfiguration
    shape["image"] = image
    shape["linuxParameters"] = linuxParameters
    shape["logConfiguration"] = logConfiguration
    shape["mountPoints"] = mountPoints
    shape["name"] = name
    shape["privileged"] = privileged
    shape["readonlyRootFilesystem"] = readonlyRootFilesystem
    shape["repositoryCredentials"] = repositoryCredentials
    shape["resourceRequirements"] = resourceRequirements
    shape["secrets"] = secrets
    shape["ulimits"] = ulimits
    shape["user"] = user
    shape["startTimeout"] = startTimeout
    shape["stopTimeout"] = stopTimeout
    shape["exitCode"] = exitCode
    shape["reason"] = reason
    shape["logStreamName"] = logStreamName
    shape["networkInterfaces"] = networkInterfaces
  }
}
