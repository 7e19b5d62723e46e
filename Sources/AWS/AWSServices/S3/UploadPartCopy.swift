package import AWSClient

package struct UploadPartCopyRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var uploadId: String
  package var partNumber: Int
  package var source: CopySource
  /// First and last byte of the source.
  package var range: ClosedRange<Int64>?
  /// That of the upload.
  package var checksum: ChecksumAlgorithm

  package init(
    bucket: String, key: String, uploadId: String, partNumber: Int, source: CopySource,
    range: ClosedRange<Int64>? = nil, checksum: ChecksumAlgorithm = .crc64nvme
  ) {
    self.bucket = bucket
    self.key = key
    self.uploadId = uploadId
    self.partNumber = partNumber
    self.source = source
    self.range = range
    self.checksum = checksum
  }
}

extension S3Client {
  /// Makes a part out of an object that is in S3 already.
  package func uploadPartCopy(_ request: UploadPartCopyRequest) async throws -> CompletedPart {
    var built = S3Request(
      operation: "UploadPartCopy", method: "PUT", bucket: request.bucket, key: request.key,
      query: [.init("partNumber", String(request.partNumber)), .init("uploadId", request.uploadId)])
    request.source.write(to: &built.fields)
    if let range = request.range {
      built.fields["x-amz-copy-source-range"] = "bytes=\(range.lowerBound)-\(range.upperBound)"
    }
    return try await sendGuarded(built) { _, root in
      CompletedPart(
        partNumber: request.partNumber, eTag: try root.required("ETag"),
        checksum: root.text("Checksum" + request.checksum.rawValue))
    }
  }
}
