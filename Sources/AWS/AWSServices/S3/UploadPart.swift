package import AWSClient
import Digest

package struct UploadPartRequest: Sendable {
  package var bucket: String
  package var key: String
  package var uploadId: String
  /// From 1 to 10,000.
  package var partNumber: Int
  package var body: HTTPBody
  /// That of the upload.
  package var checksum: ChecksumAlgorithm

  package init(
    bucket: String, key: String, uploadId: String, partNumber: Int, body: HTTPBody,
    checksum: ChecksumAlgorithm = .crc64nvme
  ) {
    self.bucket = bucket
    self.key = key
    self.uploadId = uploadId
    self.partNumber = partNumber
    self.body = body
    self.checksum = checksum
  }
}

/// A part that is there, as CompleteMultipartUpload wants to have it named.
package struct CompletedPart: Hashable, Sendable {
  package let partNumber: Int
  package let eTag: String
  /// The checksum in Base64, where the service told it.
  package let checksum: String?

  package init(partNumber: Int, eTag: String, checksum: String? = nil) {
    self.partNumber = partNumber
    self.eTag = eTag
    self.checksum = checksum
  }
}

extension S3Client {
  /// Sends one part. It may be sent again; the last one counts.
  package func uploadPart(_ request: UploadPartRequest) async throws -> CompletedPart {
    let checksum = request.checksum
    var built = S3Request(
      operation: "UploadPart", method: "PUT", bucket: request.bucket, key: request.key,
      query: [.init("partNumber", String(request.partNumber)), .init("uploadId", request.uploadId)],
      body: request.body, protection: .checksum(checksum))
    built.fields["x-amz-sdk-checksum-algorithm"] = checksum.rawValue
    return try await send(built) { response in
      guard let tag = response.fields["etag"] else { throw AWSResponseError("the answer to UploadPart has no ETag") }
      return CompletedPart(
        partNumber: request.partNumber, eTag: tag, checksum: response.fields[checksum.fieldName])
    }
  }
}
