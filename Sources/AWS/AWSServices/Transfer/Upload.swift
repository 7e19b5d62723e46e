import AWSClient

extension S3Transfer {
  /// Takes a file from this machine; large ones in parts, which are thrown away when one of them fails.
  ///
  /// The object appears whole or not at all. The file must not change meanwhile.
  /// - Throws: ``AWSError``, `CancellationError`.
  package func upload(
    _ path: String, bucket: String, key: String, options: ObjectOptions = ObjectOptions()
  ) async throws -> Object {
    let source: LocalSource
    do {
      source = try LocalSource(path: path)
    } catch {
      throw AWSError(
        .file, operation: "S3 PutObject", subject: "s3://\(bucket)/\(key)", message: "\(error)", cause: error)
    }
    defer { source.shut() }
    guard source.size > 2 * settings.partSize else {
      return try await uploadAtOnce(source, bucket: bucket, key: key, options: options)
    }
    return try await uploadInParts(source, bucket: bucket, key: key, options: options)
  }

  /// Writes bytes as an object.
  package func upload(
    _ bytes: [UInt8], bucket: String, key: String, options: ObjectOptions = ObjectOptions()
  ) async throws -> Object {
    let response = try await limit.withPlace {
      try await client.putObject(
        PutObjectRequest(bucket: bucket, key: key, body: .bytes(bytes), options: options))
    }
    return Object(size: Int64(bytes.count), eTag: response.eTag)
  }

  private func uploadAtOnce(
    _ source: LocalSource, bucket: String, key: String, options: ObjectOptions
  ) async throws -> Object {
    let body: HTTPBody =
      source.size == 0 ? .bytes([]) : .file(descriptor: source.descriptor, offset: 0, length: source.size)
    let response = try await limit.withPlace {
      try await client.putObject(PutObjectRequest(bucket: bucket, key: key, body: body, options: options))
    }
    return Object(size: source.size, eTag: response.eTag)
  }

  private func uploadInParts(
    _ source: LocalSource, bucket: String, key: String, options: ObjectOptions
  ) async throws -> Object {
    let plan = PartPlan(size: source.size, partSize: settings.partSize)
    let eTag = try await withUpload(bucket: bucket, key: key, options: options, plan: plan) { upload, part in
      try await client.uploadPart(
        UploadPartRequest(
          bucket: bucket, key: key, uploadId: upload, partNumber: part.number,
          body: .file(descriptor: source.descriptor, offset: part.offset, length: part.length)))
    }
    return Object(size: source.size, eTag: eTag)
  }

  /// Creates an upload, makes its parts and completes it; aborts it when anything fails or the task is cancelled.
  /// - Returns: the object's ETag.
  func withUpload(
    bucket: String, key: String, options: ObjectOptions, plan: PartPlan,
    _ send: @escaping @Sendable (_ upload: String, _ part: PartPlan.Part) async throws -> CompletedPart
  ) async throws -> String? {
    let upload = try await client.createMultipartUpload(
      CreateMultipartUploadRequest(bucket: bucket, key: key, options: options)
    ).uploadId
    do {
      let parts = try await PartRunner.run(plan, window: window) { part in
        try await limit.withPlace { try await send(upload, part) }
      }
      return try await client.completeMultipartUpload(
        CompleteMultipartUploadRequest(bucket: bucket, key: key, uploadId: upload, parts: parts)
      ).eTag
    } catch {
      await abort(AbortMultipartUploadRequest(bucket: bucket, key: key, uploadId: upload))
      throw error
    }
  }

  /// Also when the task has been cancelled, which is why another one does it; the caller waits for its end. What
  /// failed first is what the caller hears of, so a failure here is not told.
  private func abort(_ request: AbortMultipartUploadRequest) async {
    let client = client.with(RetryPolicy(maximumAttempts: 3, timeBudget: .seconds(10)))
    await Task { try? await client.abortMultipartUpload(request) }.value
  }
}
