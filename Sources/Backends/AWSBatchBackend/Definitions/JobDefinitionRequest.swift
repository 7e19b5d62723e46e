import AWSServices

extension RegisterJobDefinitionRequest {
  /// The definition of a shape.
  init(_ shape: JobDefinitionShape, tags: [String: String]) {
    var tags = tags
    tags[JobDefinitions.hashName] = shape.hash
    self.init(
      jobDefinitionName: shape.name, type: "container", parameters: [JobDefinitions.hashName: shape.hash],
      containerProperties: shape.container, tags: tags, platformCapabilities: [shape.platform.rawValue])
  }
}
