package import AWSClient

/// How a container ended.
package struct ContainerSummary: AWSShape {
  package var exitCode: Int?
  package var reason: String?

  package init(exitCode: Int? = nil, reason: String? = nil) {
    self.exitCode = exitCode
    self.reason = reason
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    exitCode = try shape.optional("exitCode")
    reason = try shape.optional("reason")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["exitCode"] = exitCode
    shape["reason"] = reason
  }
}
