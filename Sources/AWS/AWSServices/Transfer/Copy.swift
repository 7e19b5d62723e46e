import AWSClient

extension S3Transfer {
  /// Copies an object inside S3, in parts when it is longer than 5 GiB; no byte comes to this machine.
  ///
  /// Parts do not take the source's content type and metadata along: `options` says what the copy has.
  /// - Parameter size: of the source, in bytes.
  package func copy(
    _ source: CopySource, size: Int64, bucket: String, key: String, options: ObjectOptions = ObjectOptions()
  ) async throws -> Object {
    guard size > Self.longestCopy else {
      let response = try await limit.withPlace {
        try await client.copyObject(CopyObjectRequest(bucket: bucket, key: key, source: source, options: options))
      }
      moved(size)
      return Object(size: size, eTag: response.eTag)
    }
    let plan = PartPlan(size: size, partSize: Self.copiedPart)
    let eTag = try await withUpload(bucket: bucket, key: key, options: options, plan: plan) { upload, part, checksum in
      try await client.uploadPartCopy(
        UploadPartCopyRequest(
          bucket: bucket, key: key, uploadId: upload, partNumber: part.number, source: source, range: part.range,
          checksum: checksum))
    }
    return Object(size: size, eTag: eTag)
  }

  /// What CopyObject takes at most: 5 GiB.
  private static let longestCopy: Int64 = 5 * 1024 * 1024 * 1024
  /// 512 MiB.
  private static let copiedPart: Int64 = 512 * 1024 * 1024
}

extension S3Transfer {
  /// The same, with the source's content type and metadata where S3 does not take them along by itself.
  package func copyWithProperties(
    _ source: CopySource, size: Int64, bucket: String, key: String
  ) async throws -> Object {
    var options = ObjectOptions()
    if size > Self.longestCopy {
      let head = try await client.headObject(
        HeadObjectRequest(
          bucket: source.bucket, key: source.key, ifMatch: source.ifMatch, versionId: source.versionId))
      options = ObjectOptions(contentType: head.contentType, metadata: head.metadata)
    }
    return try await copy(source, size: size, bucket: bucket, key: key, options: options)
  }
}
