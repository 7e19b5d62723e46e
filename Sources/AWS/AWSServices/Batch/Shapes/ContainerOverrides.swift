package import AWSClient

/// What one job changes of its definition's container.
package struct ContainerOverrides: AWSShape {
  package var vcpus: Int?
  package var memory: Int?
  package var command: [String]?
  package var instanceType: String?
  package var environment: [KeyValuePair]?
  package var resourceRequirements: [ResourceRequirement]?

  package init(
    vcpus: Int? = nil, memory: Int? = nil, command: [String]? = nil, instanceType: String? = nil,
    environment: [KeyValuePair]? = nil, resourceRequirements: [ResourceRequirement]? = nil
  ) {
    self.vcpus = vcpus
    self.memory = memory
    self.command = command
    self.instanceType = instanceType
    self.environment = environment
    self.resourceRequirements = resourceRequirements
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    vcpus = try shape.optional("vcpus")
    memory = try shape.optional("memory")
    command = try shape.optional("command")
    instanceType = try shape.optional("instanceType")
    environment = try shape.optional("environment")
    resourceRequirements = try shape.optional("resourceRequirements")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["vcpus"] = vcpus
    shape["memory"] = memory
    shape["command"] = command
    shape["instanceType"] = instanceType
    shape["environment"] = environment
    shape["resourceRequirements"] = resourceRequirements
  }
}
