package import AWSClient

/// A container that has to reach a condition first: `START`, `COMPLETE`, `SUCCESS`.
package struct TaskContainerDependency: AWSShape {
  package var containerName: String?
  package var condition: String?

  package init(containerName: String? = nil, condition: String? = nil) {
    self.containerName = containerName
    self.condition = condition
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerName = try shape.optional("containerName")
    condition = try shape.optional("condition")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerName"] = containerName
    shape["condition"] = condition
  }
}
