package import AWSClient

/// Of one ECS task.
package struct TaskPropertiesOverride: AWSShape {
  package var containers: [TaskContainerOverrides]?

  package init(containers: [TaskContainerOverrides]? = nil) {
    self.containers = containers
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containers = try shape.optional("containers")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containers"] = containers
  }
}
