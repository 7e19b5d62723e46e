package import AWSClient
package import JSONText

/// A volume that containers may mount.
package struct Volume: AWSShape {
  package var host: Host?
  package var name: String?
  package var efsVolumeConfiguration: EFSVolumeConfiguration?
  package var s3filesVolumeConfiguration: JSONValue?

  package init(
    host: Host? = nil, name: String? = nil, efsVolumeConfiguration: EFSVolumeConfiguration? = nil,
    s3filesVolumeConfiguration: JSONValue? = nil
  ) {
    self.host = host
    self.name = name
    self.efsVolumeConfiguration = efsVolumeConfiguration
    self.s3filesVolumeConfiguration = s3filesVolumeConfiguration
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    host = try shape.optional("host")
    name = try shape.optional("name")
    efsVolumeConfiguration = try shape.optional("efsVolumeConfiguration")
    s3filesVolumeConfiguration = try shape.optional("s3filesVolumeConfiguration")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["host"] = host
    shape["name"] = name
    shape["efsVolumeConfiguration"] = efsVolumeConfiguration
    shape["s3filesVolumeConfiguration"] = s3filesVolumeConfiguration
  }
}
