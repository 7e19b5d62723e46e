package import AWSClient

/// Of one container of a task, by name.
package struct TaskContainerOverrides: AWSShape {
  package var command: [String]?
  package var environment: [KeyValuePair]?
  package var name: String?
  package var resourceRequirements: [ResourceRequirement]?

  package init(
    command: [String]? = nil, environment: [KeyValuePair]? = nil, name: String? = nil,
    resourceRequirements: [ResourceRequirement]? = nil
  ) {
    self.command = command
    self.environment = environment
    self.name = name
    self.resourceRequirements = resourceRequirements
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    command = try shape.optional("command")
    environment = try shape.optional("environment")
    name = try shape.optional("name")
    resourceRequirements = try shape.optional("resourceRequirements")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["command"] = command
    shape["environment"] = environment
    shape["name"] = name
    shape["resourceRequirements"] = resourceRequirements
  }
}
