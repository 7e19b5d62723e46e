package import AWSClient

/// How to get access to an EFS file system.
package struct EFSAuthorizationConfig: AWSShape {
  package var accessPointId: String?
  package var iam: String?

  package init(accessPointId: String? = nil, iam: String? = nil) {
    self.accessPointId = accessPointId
    self.iam = iam
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    accessPointId = try shape.optional("accessPointId")
    iam = try shape.optional("iam")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["accessPointId"] = accessPointId
    shape["iam"] = iam
  }
}
