import AWSServices
import TaskManifest

extension ObjectOptions {
  /// How this machine keeps what it uploads: as the agent keeps outputs, but for their types.
  init(_ objects: ManifestObjects) {
    self.init(
      storageClass: objects.storageClass, serverSideEncryption: objects.encryption, sseKMSKeyId: objects.kmsKey,
      acl: objects.acl, tagging: objects.tags)
  }
}
