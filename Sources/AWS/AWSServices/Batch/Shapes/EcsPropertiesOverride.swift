package import AWSClient

/// What one job changes of its definition's containers.
package struct EcsPropertiesOverride: AWSShape {
  package var taskProperties: [TaskPropertiesOverride]?

  package init(taskProperties: [TaskPropertiesOverride]? = nil) {
    self.taskProperties = taskProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    taskProperties = try shape.optional("taskProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["taskProperties"] = taskProperties
  }
}
