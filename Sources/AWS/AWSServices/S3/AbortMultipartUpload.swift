import AWSClient

package struct AbortMultipartUploadRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var uploadId: String

  package init(bucket: String, key: String, uploadId: String) {
    self.bucket = bucket
    self.key = key
    self.uploadId = uploadId
  }
}

extension S3Client {
  /// Throws the parts of an upload away.
  package func abortMultipartUpload(_ request: AbortMultipartUploadRequest) async throws {
    let built = S3Request(
      operation: "AbortMultipartUpload", method: "DELETE", bucket: request.bucket, key: request.key,
      query: [.init("uploadId", request.uploadId)])
    try await send(built) { _, _ in }
  }
}
