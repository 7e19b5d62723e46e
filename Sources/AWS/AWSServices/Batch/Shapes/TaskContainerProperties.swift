package import AWSClient
package import JSONText

/// One container of such a task.
package struct TaskContainerProperties: AWSShape {
  package var image: String
  package var command: [String]?
  package var dependsOn: [TaskContainerDependency]?
  package var environment: [KeyValuePair]?
  package var essential: Bool?
  package var firelensConfiguration: JSONValue?
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

  package init(
    image: String, command: [String]? = nil, dependsOn: [TaskContainerDependency]? = nil,
    environment: [KeyValuePair]? = nil, essential: Bool? = nil, firelensConfiguration: JSONValue? = nil,
    linuxParameters: LinuxParameters? = nil, logConfiguration: LogConfiguration? = nil,
    mountPoints: [MountPoint]? = nil, name: String? = nil, privileged: Bool? = nil, readonlyRootFilesystem: Bool? = nil,
    repositoryCredentials: RepositoryCredentials? = nil, resourceRequirements: [ResourceRequirement]? = nil,
    secrets: [Secret]? = nil, ulimits: [Ulimit]? = nil, user: String? = nil, startTimeout: Int? = nil,
    stopTimeout: Int? = nil
  ) {
    self.image = image
    self.command = command
    self.dependsOn = dependsOn
    self.environment = environment
    self.essential = essential
    self.firelensConfiguration = firelensConfiguration
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
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    image = try shape.required("image")
    command = try shape.optional("command")
    dependsOn = try shape.optional("dependsOn")
    environment = try shape.optional("environment")
    essential = try shape.optional("essential")
    firelensConfiguration = try shape.optional("firelensConfiguration")
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
  }

  package func write(to shape: inout ShapeWriter) {
    shape["image"] = image
    shape["command"] = command
    shape["dependsOn"] = dependsOn
    shape["environment"] = environment
    shape["essential"] = essential
    shape["firelensConfiguration"] = firelensConfiguration
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
  }
}
