package import AWSClient

/// The object that is copied.
package struct CopySource: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var versionId: String?
  /// Fails with status 412 unless the source still has this ETag.
  package var ifMatch: String?

  package init(bucket: String, key: String, versionId: String? = nil, ifMatch: String? = nil) {
    self.bucket = bucket
    self.key = key
    self.versionId = versionId
    self.ifMatch = ifMatch
  }

  func write(to fields: inout HTTPFields) {
    fields["x-amz-copy-source"] =
      PercentEncoding.encode(bucket) + "/" + PercentEncoding.encode(key, keepingSlashes: true)
      + (versionId.map { "?versionId=" + PercentEncoding.encode($0) } ?? "")
    fields["x-amz-copy-source-if-match"] = ifMatch
  }
}

package struct CopyObjectRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var source: CopySource
  package var options: ObjectOptions

  package init(bucket: String, key: String, source: CopySource, options: ObjectOptions = ObjectOptions()) {
    self.bucket = bucket
    self.key = key
    self.source = source
    self.options = options
  }
}

package struct CopyObjectResponse: Hashable, Sendable {
  package let eTag: String?
  package let lastModified: UnixTime?
}

extension S3Client {
  /// Copies an object of at most 5 GiB inside S3.
  package func copyObject(_ request: CopyObjectRequest) async throws -> CopyObjectResponse {
    var built = S3Request(operation: "CopyObject", method: "PUT", bucket: request.bucket, key: request.key)
    request.source.write(to: &built.fields)
    request.options.write(to: &built.fields)
    if request.options.contentType != nil || !request.options.metadata.isEmpty {
      built.fields["x-amz-metadata-directive"] = "REPLACE"
    }
    if !request.options.tagging.isEmpty { built.fields["x-amz-tagging-directive"] = "REPLACE" }
    return try await sendGuarded(built) { _, root in
      CopyObjectResponse(
        eTag: root.text("ETag"), lastModified: root.text("LastModified").flatMap { UnixTime(iso8601: $0) })
    }
  }
}
