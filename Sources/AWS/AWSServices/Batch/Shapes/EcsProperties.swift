package import AWSClient

/// The containers of a job with several.
package struct EcsProperties: AWSShape {
  package var taskProperties: [EcsTaskProperties]

  package init(taskProperties: [EcsTaskProperties]) {
    self.taskProperties = taskProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    taskProperties = try shape.required("taskProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["taskProperties"] = taskProperties
  }
}
