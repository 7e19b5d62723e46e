import AWSServices
import TaskManifest

/// A job of two containers: the first brings the agent into a folder that both see and ends, then the task's begins.
///
/// Source: `EcsTaskProperties` of the API reference of AWS Batch.
enum AgentContainer {
  /// The task's container among the job's.
  static let task = "task"
  private static let agent = "agent"
  private static let volume = "martlet-agent"
  /// The folder of both containers.
  static let folder = "/mnt/martlet-agent"
  /// The agent in its image.
  static let program = "/martlet-agent"
  /// MiB of the first container, which copies one file.
  private static let memory = "64"

  /// The same container, after one of `image` that brings the agent.
  static func properties(_ container: ContainerProperties, image: String) -> EcsProperties {
    let folder = MountPoint(containerPath: folder, readOnly: false, sourceVolume: volume)
    let first = TaskContainerProperties(
      image: image, command: [program, "install", Self.folder + program], essential: false,
      logConfiguration: container.logConfiguration, mountPoints: [folder], name: agent,
      repositoryCredentials: container.repositoryCredentials,
      resourceRequirements: [
        ResourceRequirement(value: memory, type: "MEMORY"), ResourceRequirement(value: "1", type: "VCPU"),
      ])
    let second = TaskContainerProperties(
      image: container.image ?? "", command: container.command,
      dependsOn: [TaskContainerDependency(containerName: agent, condition: "SUCCESS")],
      environment: container.environment, essential: true, linuxParameters: container.linuxParameters,
      logConfiguration: container.logConfiguration, mountPoints: (container.mountPoints ?? []) + [folder], name: task,
      privileged: container.privileged, readonlyRootFilesystem: container.readonlyRootFilesystem,
      repositoryCredentials: container.repositoryCredentials, resourceRequirements: container.resourceRequirements,
      secrets: container.secrets, ulimits: container.ulimits, user: container.user)
    return EcsProperties(taskProperties: [
      EcsTaskProperties(
        containers: [first, second], ephemeralStorage: container.ephemeralStorage,
        executionRoleArn: container.executionRoleArn,
        platformVersion: container.fargatePlatformConfiguration?.platformVersion, taskRoleArn: container.jobRoleArn,
        networkConfiguration: container.networkConfiguration, runtimePlatform: container.runtimePlatform,
        volumes: (container.volumes ?? []) + [Volume(name: volume)],
        enableExecuteCommand: container.enableExecuteCommand)
    ])
  }

  /// What a submission says of the task's container.
  static func overrides(_ overrides: ContainerOverrides) -> EcsPropertiesOverride {
    EcsPropertiesOverride(taskProperties: [
      TaskPropertiesOverride(containers: [
        TaskContainerOverrides(
          command: overrides.command, environment: overrides.environment, name: task,
          resourceRequirements: overrides.resourceRequirements)
      ])
    ])
  }
}
