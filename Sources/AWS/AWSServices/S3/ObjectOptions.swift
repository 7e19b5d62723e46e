import AWSClient

/// How an object is stored: the members that PutObject, CreateMultipartUpload and CopyObject share.
package struct ObjectOptions: Hashable, Sendable {
  package var contentType: String?
  package var storageClass: String?
  /// `AES256` or `aws:kms`.
  package var serverSideEncryption: String?
  package var sseKMSKeyId: String?
  package var acl: String?
  package var tagging: [String: String]
  package var metadata: [String: String]

  package init(
    contentType: String? = nil, storageClass: String? = nil, serverSideEncryption: String? = nil,
    sseKMSKeyId: String? = nil, acl: String? = nil, tagging: [String: String] = [:], metadata: [String: String] = [:]
  ) {
    self.contentType = contentType
    self.storageClass = storageClass
    self.serverSideEncryption = serverSideEncryption
    self.sseKMSKeyId = sseKMSKeyId
    self.acl = acl
    self.tagging = tagging
    self.metadata = metadata
  }

  func write(to fields: inout HTTPFields) {
    fields["Content-Type"] = contentType
    fields["x-amz-storage-class"] = storageClass
    fields["x-amz-server-side-encryption"] = serverSideEncryption
    fields["x-amz-server-side-encryption-aws-kms-key-id"] = sseKMSKeyId
    fields["x-amz-acl"] = acl
    if !tagging.isEmpty {
      fields["x-amz-tagging"] = HTTPURL.encoded(tagging.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
    }
    for (name, value) in metadata.sorted(by: { $0.key < $1.key }) { fields["x-amz-meta-" + name] = value }
  }
}
