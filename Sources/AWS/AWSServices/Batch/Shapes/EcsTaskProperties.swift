package import AWSClient

/// An ECS task with several containers.
package struct EcsTaskProperties: AWSShape {
  package var containers: [TaskContainerProperties]
  package var ephemeralStorage: EphemeralStorage?
  package var executionRoleArn: String?
  package var platformVersion: String?
  package var ipcMode: String?
  package var taskRoleArn: String?
  package var pidMode: String?
  package var networkConfiguration: NetworkConfiguration?
  package var runtimePlatform: RuntimePlatform?
  package var volumes: [Volume]?
  package var enableExecuteCommand: Bool?

  package init(
    containers: [TaskContainerProperties], ephemeralStorage: EphemeralStorage? = nil, executionRoleArn: String? = nil,
    platformVersion: String? = nil, ipcMode: String? = nil, taskRoleArn: String? = nil, pidMode: String? = nil,
    networkConfiguration: NetworkConfiguration? = nil, runtimePlatform: RuntimePlatform? = nil,
    volumes: [Volume]? = nil, enableExecuteCommand: Bool? = nil
  ) {
    self.containers = containers
    self.ephemeralStorage = ephemeralStorage
    self.executionRoleArn = executionRoleArn
    self.platformVersion = platformVersion
    self.ipcMode = ipcMode
    self.taskRoleArn = taskRoleArn
    self.pidMode = pidMode
    self.networkConfiguration = networkConfiguration
    self.runtimePlatform = runtimePlatform
    self.volumes = volumes
    self.enableExecuteCommand = enableExecuteCommand
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containers = try shape.required("containers")
    ephemeralStorage = try shape.optional("ephemeralStorage")
    executionRoleArn = try shape.optional("executionRoleArn")
    platformVersion = try shape.optional("platformVersion")
    ipcMode = try shape.optional("ipcMode")
    taskRoleArn = try shape.optional("taskRoleArn")
    pidMode = try shape.optional("pidMode")
    networkConfiguration = try shape.optional("networkConfiguration")
    runtimePlatform = try shape.optional("runtimePlatform")
    volumes = try shape.optional("volumes")
    enableExecuteCommand = try shape.optional("enableExecuteCommand")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containers"] = containers
    shape["ephemeralStorage"] = ephemeralStorage
    shape["executionRoleArn"] = executionRoleArn
    shape["platformVersion"] = platformVersion
    shape["ipcMode"] = ipcMode
    shape["taskRoleArn"] = taskRoleArn
    shape["pidMode"] = pidMode
    shape["networkConfiguration"] = networkConfiguration
    shape["runtimePlatform"] = runtimePlatform
    shape["volumes"] = volumes
    shape["enableExecuteCommand"] = enableExecuteCommand
  }
}
