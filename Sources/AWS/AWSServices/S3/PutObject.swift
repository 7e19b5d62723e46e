package import AWSClient

package struct PutObjectRequest: Sendable {
  package var bucket: String
  package var key: String
  package var body: HTTPBody
  /// Fails with status 412 unless the object still has this ETag, and with 404 when there is none.
  package var ifMatch: String?
  /// `*` fails with status 412 when the object exists already.
  package var ifNoneMatch: String?
  package var options: ObjectOptions

  package init(
    bucket: String, key: String, body: HTTPBody, ifMatch: String? = nil, ifNoneMatch: String? = nil,
    options: ObjectOptions = ObjectOptions()
  ) {
    self.ifMatch = ifMatch
    self.bucket = bucket
    self.key = key
    self.body = body
    self.ifNoneMatch = ifNoneMatch
    self.options = options
  }
}

package struct PutObjectResponse: Hashable, Sendable {
  package let eTag: String?
  package let versionId: String?
}

extension S3Client {
  /// Writes an object; the service verifies its checksum.
  package func putObject(_ request: PutObjectRequest) async throws -> PutObjectResponse {
    try await withChecksum { try await putObject(request, $0) }
  }

  private func putObject(_ request: PutObjectRequest, _ checksum: ChecksumAlgorithm) async throws -> PutObjectResponse {
    var built = S3Request(
      operation: "PutObject", method: "PUT", bucket: request.bucket, key: request.key, body: request.body,
      protection: .checksum(checksum))
    built.fields["If-Match"] = request.ifMatch
    built.fields["If-None-Match"] = request.ifNoneMatch
    request.options.write(to: &built.fields)
    built.fields["x-amz-sdk-checksum-algorithm"] = checksum.rawValue
    return try await send(built) { response in
      PutObjectResponse(eTag: response.fields["etag"], versionId: response.fields["x-amz-version-id"])
    }
  }
}
