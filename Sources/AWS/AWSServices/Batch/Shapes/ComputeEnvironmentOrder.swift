package import AWSClient

/// A compute environment's place in a queue.
package struct ComputeEnvironmentOrder: AWSShape {
  package var order: Int
  package var computeEnvironment: String

  package init(order: Int, computeEnvironment: String) {
    self.order = order
    self.computeEnvironment = computeEnvironment
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    order = try shape.required("order")
    computeEnvironment = try shape.required("computeEnvironment")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["order"] = order
    shape["computeEnvironment"] = computeEnvironment
  }
}
