package import AWSClient

package struct HeadObjectRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var ifMatch: String?
  package var versionId: String?
  package var asksForChecksum = false

  package init(bucket: String, key: String, ifMatch: String? = nil, versionId: String? = nil) {
    self.bucket = bucket
    self.key = key
    self.ifMatch = ifMatch
    self.versionId = versionId
  }
}

package struct HeadObjectResponse: Hashable, Sendable {
  package let contentLength: Int64
  /// With its quotes, as `If-Match` wants it.
  package let eTag: String?
  package let lastModified: UnixTime?
  package let contentType: String?
  package let versionId: String?
  package let storageClass: String?
  /// Where it was asked for.
  package let checksum: ObjectChecksum?
  /// `x-amz-meta-…`, without the prefix.
  package let metadata: [String: String]
}

extension S3Client {
  /// What is known of an object.
  /// - Throws: ``AWSError``, with `isNotFound` when there is none.
  package func headObject(_ request: HeadObjectRequest) async throws -> HeadObjectResponse {
    var built = S3Request(operation: "HeadObject", method: "HEAD", bucket: request.bucket, key: request.key)
    built.fields["If-Match"] = request.ifMatch
    if request.asksForChecksum { built.fields["x-amz-checksum-mode"] = "ENABLED" }
    if let version = request.versionId { built.query.append(.init("versionId", version)) }
    return try await send(built) { response in
      guard let length = response.contentLength else {
        throw AWSResponseError("the answer to HeadObject has no Content-Length")
      }
      let prefix = "x-amz-meta-"
      let metadata = response.fields.filter { $0.name.lowercased().hasPrefix(prefix) }
        .map { (String($0.name.lowercased().dropFirst(prefix.count)), $0.value) }
      return HeadObjectResponse(
        contentLength: length, eTag: response.fields["etag"],
        lastModified: response.fields["last-modified"].flatMap { UnixTime(httpDate: $0) },
        contentType: response.fields["content-type"], versionId: response.fields["x-amz-version-id"],
        storageClass: response.fields["x-amz-storage-class"], checksum: ObjectChecksum(response.fields),
        metadata: Dictionary(metadata) { first, _ in first })
    }
  }
}
