import AWSServices

extension RegisterJobDefinitionRequest {
  /// The definition of a shape.
  init(_ shape: JobDefinitionShape, tags: [String: String]) {
    var tags = tags
    tags[JobDefinitions.hashName] = shape.hash
    self.init(
      jobDefinitionName: shape.name, type: "container", parameters: [JobDefinitions.hashName: shape.hash],
      containerProperties: shape.agentImage == nil ? shape.container : nil, tags: tags,
      platformCapabilities: [shape.platform.rawValue],
      ecsProperties: shape.agentImage.map { AgentContainer.properties(shape.container, image: $0) })
  }
}
