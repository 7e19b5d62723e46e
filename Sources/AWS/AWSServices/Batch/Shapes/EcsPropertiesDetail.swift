package import AWSClient

/// The containers of a job with several, with what became of them.
package struct EcsPropertiesDetail: AWSShape {
  package var taskProperties: [EcsTaskDetails]?

  package init(taskProperties: [EcsTaskDetails]? = nil) {
    self.taskProperties = taskProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    taskProperties = try shape.optional("taskProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["taskProperties"] = taskProperties
  }
}
