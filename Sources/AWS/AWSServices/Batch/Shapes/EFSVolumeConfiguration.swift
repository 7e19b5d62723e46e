package import AWSClient

/// An Amazon EFS file system.
package struct EFSVolumeConfiguration: AWSShape {
  package var fileSystemId: String
  package var rootDirectory: String?
  package var transitEncryption: String?
  package var transitEncryptionPort: Int?
  package var authorizationConfig: EFSAuthorizationConfig?

  package init(
    fileSystemId: String, rootDirectory: String? = nil, transitEncryption: String? = nil,
    transitEncryptionPort: Int? = nil, authorizationConfig: EFSAuthorizationConfig? = nil
  ) {
    self.fileSystemId = fileSystemId
    self.rootDirectory = rootDirectory
    self.transitEncryption = transitEncryption
    self.transitEncryptionPort = transitEncryptionPort
    self.authorizationConfig = authorizationConfig
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    fileSystemId = try shape.required("fileSystemId")
    rootDirectory = try shape.optional("rootDirectory")
    transitEncryption = try shape.optional("transitEncryption")
    transitEncryptionPort = try shape.optional("transitEncryptionPort")
    authorizationConfig = try shape.optional("authorizationConfig")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["fileSystemId"] = fileSystemId
    shape["rootDirectory"] = rootDirectory
    shape["transitEncryption"] = transitEncryption
    shape["transitEncryptionPort"] = transitEncryptionPort
    shape["authorizationConfig"] = authorizationConfig
  }
}
