import AWSServices

extension RegisterJobDefinitionRequest {
  /// The definition of a shape. What each job says for itself, and Batch wants all the same, has the smallest values
  /// that both platforms take.
  init(_ shape: JobDefinitionShape, tags: [String: String]) {
    var container = ContainerProperties()
    container.image = shape.image
    container.command = ["true"]
    container.resourceRequirements = [
      ResourceRequirement(value: "2048", type: "MEMORY"), ResourceRequirement(value: "1", type: "VCPU"),
    ]
    container.jobRoleArn = shape.jobRole
    container.executionRoleArn = shape.executionRole
    if let group = shape.logGroup {
      container.logConfiguration = LogConfiguration(logDriver: "awslogs", options: ["awslogs-group": group])
    }
    if !shape.mounts.isEmpty {
      container.volumes = shape.mounts.enumerated().map { number, mount in
        Volume(host: Host(sourcePath: mount.hostPath), name: "volume-\(number)")
      }
      container.mountPoints = shape.mounts.enumerated().map { number, mount in
        MountPoint(
          containerPath: mount.containerPath, readOnly: mount.isReadOnly, sourceVolume: "volume-\(number)")
      }
    }
    var tags = tags.mapValues { LegalTag.value($0) }
    tags[JobDefinitions.hashName] = shape.hash
    self.init(
      jobDefinitionName: shape.name, type: "container", parameters: [JobDefinitions.hashName: shape.hash],
      containerProperties: container, tags: tags, platformCapabilities: [shape.platform.rawValue])
  }
}
