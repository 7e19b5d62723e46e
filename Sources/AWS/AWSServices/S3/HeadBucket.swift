import AWSClient

package struct HeadBucketRequest: Hashable, Sendable {
  package var bucket: String

  package init(bucket: String) { self.bucket = bucket }
}

package struct HeadBucketResponse: Hashable, Sendable {
  package let bucketRegion: String?
}

extension S3Client {
  /// Whether a bucket exists and may be used.
  /// - Throws: ``AWSError``, with `isNotFound` when there is none.
  package func headBucket(_ request: HeadBucketRequest) async throws -> HeadBucketResponse {
    try await send(S3Request(operation: "HeadBucket", method: "HEAD", bucket: request.bucket)) { response in
      HeadBucketResponse(bucketRegion: response.fields["x-amz-bucket-region"])
    }
  }
}
