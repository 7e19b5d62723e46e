package import AWSClient

/// A device of the host.
package struct Device: AWSShape {
  package var hostPath: String
  package var containerPath: String?
  package var permissions: [String]?

  package init(hostPath: String, containerPath: String? = nil, permissions: [String]? = nil) {
    self.hostPath = hostPath
    self.containerPath = containerPath
    self.permissions = permissions
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    hostPath = try shape.required("hostPath")
    containerPath = try shape.optional("containerPath")
    permissions = try shape.optional("permissions")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["hostPath"] = hostPath
    shape["containerPath"] = containerPath
    shape["permissions"] = permissions
  }
}
