package import AWSClient

package struct CreateMultipartUploadRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var options: ObjectOptions
  package var checksum: ChecksumAlgorithm

  package init(
    bucket: String, key: String, options: ObjectOptions = ObjectOptions(), checksum: ChecksumAlgorithm = .crc64nvme
  ) {
    self.bucket = bucket
    self.key = key
    self.options = options
    self.checksum = checksum
  }
}

package struct CreateMultipartUploadResponse: Hashable, Sendable {
  package let uploadId: String
}

extension S3Client {
  /// Begins an upload in parts. It costs money until it is completed or aborted.
  package func createMultipartUpload(
    _ request: CreateMultipartUploadRequest
  ) async throws -> CreateMultipartUploadResponse {
    var built = S3Request(
      operation: "CreateMultipartUpload", method: "POST", bucket: request.bucket, key: request.key,
      query: [.init("uploads")])
    request.options.write(to: &built.fields)
    built.fields["x-amz-checksum-algorithm"] = request.checksum.rawValue
    built.fields["x-amz-checksum-type"] = request.checksum.coversWholeObject ? "FULL_OBJECT" : "COMPOSITE"
    return try await sendGuarded(built) { _, root in
      CreateMultipartUploadResponse(uploadId: try root.required("UploadId"))
    }
  }
}
