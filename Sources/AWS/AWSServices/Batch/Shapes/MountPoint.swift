package import AWSClient

/// Where a volume appears.
package struct MountPoint: AWSShape {
  package var containerPath: String?
  package var readOnly: Bool?
  package var sourceVolume: String?

  package init(containerPath: String? = nil, readOnly: Bool? = nil, sourceVolume: String? = nil) {
    self.containerPath = containerPath
    self.readOnly = readOnly
    self.sourceVolume = sourceVolume
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerPath = try shape.optional("containerPath")
    readOnly = try shape.optional("readOnly")
    sourceVolume = try shape.optional("sourceVolume")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerPath"] = containerPath
    shape["readOnly"] = readOnly
    shape["sourceVolume"] = sourceVolume
  }
}
