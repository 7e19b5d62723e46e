package import AWSClient

/// Of jobs on Fargate.
package struct NetworkConfiguration: AWSShape {
  package var assignPublicIp: String?

  package init(assignPublicIp: String? = nil) {
    self.assignPublicIp = assignPublicIp
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    assignPublicIp = try shape.optional("assignPublicIp")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["assignPublicIp"] = assignPublicIp
  }
}
