import AWSClient

package struct DeleteObjectRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var versionId: String?

  package init(bucket: String, key: String, versionId: String? = nil) {
    self.bucket = bucket
    self.key = key
    self.versionId = versionId
  }
}

extension S3Client {
  /// Deletes an object; that there is none is no error.
  package func deleteObject(_ request: DeleteObjectRequest) async throws {
    var built = S3Request(operation: "DeleteObject", method: "DELETE", bucket: request.bucket, key: request.key)
    if let version = request.versionId { built.query.append(.init("versionId", version)) }
    try await send(built) { _, _ in }
  }
}
