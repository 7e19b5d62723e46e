import AWSClient

extension S3Transfer {
  /// Takes a file from this machine; large ones in parts, which are thrown away when one of them fails.
  ///
  /// The object appears whole or not at all. The file must not change meanwhile.
  /// - Throws: ``AWSError``, `CancellationError`.
  package func upload(
    _ path: String, bucket: String, key: String, options: ObjectOptions = ObjectOptions()
  ) async throws -> Object {
    let source = try open(path, bucket, key)
    defer { source.shut() }
    guard goesInParts(source.size) else {
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
    moved(Int64(bytes.count))
    return Object(size: Int64(bytes.count), eTag: response.eTag)
  }

  func uploadAtOnce(
    _ source: LocalSource, bucket: String, key: String, options: ObjectOptions
  ) async throws -> Object {
    let body = try body(of: source, bucket, key)
    let response = try await limit.withPlace {
      try await client.putObject(PutObjectRequest(bucket: bucket, key: key, body: body, options: options))
    }
    moved(source.size)
    try check(source, bucket, key)
    return Object(size: source.size, eTag: response.eTag)
  }

  /// Files up to this size, in bytes, are read before they are sent: their checksum and one signature stand in the head,
  /// where a file in chunks needs a signature for each of them and for their end.
  private static let readAtOnce: Int64 = 64 * 1024

  private func body(of source: LocalSource, _ bucket: String, _ key: String) throws -> HTTPBody {
    guard source.size <= Self.readAtOnce else {
      return .file(descriptor: source.descriptor, offset: 0, length: source.size)
    }
    do { return .bytes(try source.content()) } catch { throw Self.unreadable(error, bucket, key) }
  }

  /// Opens the file that is to become an object.
  /// - Throws: ``AWSError`` of kind `file`.
  func open(_ path: String, _ bucket: String, _ key: String) throws -> LocalSource {
    do { return try LocalSource(path: path) } catch { throw Self.unreadable(error, bucket, key) }
  }

  /// - Throws: ``AWSError`` of kind `file` when the file changed while it was read.
  func check(_ source: LocalSource, _ bucket: String, _ key: String) throws {
    do { try source.checkUnchanged() } catch { throw Self.unreadable(error, bucket, key) }
  }

  private static func unreadable(_ failure: LocalFile.Failure, _ bucket: String, _ key: String) -> AWSError {
    AWSError(
      .file, operation: "S3 PutObject", subject: "s3://\(bucket)/\(key)", message: "\(failure)", cause: failure)
  }

  private func uploadInParts(
    _ source: LocalSource, bucket: String, key: String, options: ObjectOptions
  ) async throws -> Object {
    let plan = PartPlan(size: source.size, partSize: settings.partSize)
    let verify: @Sendable () throws -> Void = { try check(source, bucket, key) }
    let eTag = try await withUpload(bucket: bucket, key: key, options: options, plan: plan, verify: verify) {
      upload, part, checksum in
      try await client.uploadPart(
        UploadPartRequest(
          bucket: bucket, key: key, uploadId: upload, partNumber: part.number,
          body: .file(descriptor: source.descriptor, offset: part.offset, length: part.length), checksum: checksum))
    }
    return Object(size: source.size, eTag: eTag)
  }

  /// Creates an upload, makes its parts and completes it; aborts it when anything fails or the task is cancelled.
  /// - Parameters:
  ///   - verify: asked before the parts are put together.
  ///   - send: makes one part, with the checksum that the whole upload has.
  /// - Returns: the object's ETag.
  func withUpload(
    bucket: String, key: String, options: ObjectOptions, plan: PartPlan, verify: @Sendable () throws -> Void = {},
    _ send:
      @escaping @Sendable (_ upload: String, _ part: PartPlan.Part, ChecksumAlgorithm) async throws
      -> CompletedPart
  ) async throws -> String? {
    try await client.withChecksum { checksum in
      let upload = try await begin(
        CreateMultipartUploadRequest(bucket: bucket, key: key, options: options, checksum: checksum))
      do {
        let parts = try await PartRunner.run(plan, window: window) { part in
          let completed = try await limit.withPlace { try await send(upload, part, checksum) }
          moved(part.length)
          return completed
        }
        try verify()
        return try await complete(
          CompleteMultipartUploadRequest(bucket: bucket, key: key, uploadId: upload, parts: parts, checksum: checksum),
          size: plan.size)
      } catch {
        await abort(AbortMultipartUploadRequest(bucket: bucket, key: key, uploadId: upload))
        throw error
      }
    }
  }

  /// Puts the parts of an upload together.
  ///
  /// When an answer was lost, S3 may have done it, and know no such upload when it is asked again: then the object tells.
  /// - Parameter size: of the whole, in bytes.
  /// - Returns: the object's ETag.
  func complete(_ request: CompleteMultipartUploadRequest, size: Int64) async throws -> String? {
    let configuration = client.configuration
    let start = configuration.clock.now() + configuration.clockSkew.seconds
    do {
      return try await client.completeMultipartUpload(request).eTag
    } catch let error as AWSError where error.code == "NoSuchUpload" && error.attempts > 1 {
      let object = try await client.headObject(HeadObjectRequest(bucket: request.bucket, key: request.key))
      // A multipart ETag ends with the number of parts; times are told in whole seconds.
      guard object.contentLength == size, object.eTag?.hasSuffix("-\(request.parts.count)\"") == true,
        let made = object.lastModified, made - start > -2
      else { throw error }
      return object.eTag
    }
  }

  /// How long a cancelled task waits for the name of the upload that it has asked for.
  private static let patience = Duration.seconds(5)

  /// Creates an upload. Another task does it, which is not cancelled with the caller: S3 would keep, for ever and for
  /// money, an upload that it has begun and whose identifier nobody has heard.
  private func begin(_ request: CreateMultipartUploadRequest) async throws -> String {
    let client = client
    let creation = Task { try await client.createMultipartUpload(request).uploadId }
    return try await withTaskCancellationHandler {
      try await creation.value
    } onCancel: {
      Task {
        try? await Task.sleep(for: Self.patience)
        creation.cancel()
      }
    }
  }

  /// Also when the task has been cancelled, which is why another one does it; the caller waits for its end. What
  /// failed first is what the caller hears of, so a failure here is not told.
  func abort(_ request: AbortMultipartUploadRequest) async {
    let client = client.with(RetryPolicy(maximumAttempts: 3, timeBudget: .seconds(10)))
    await Task { try? await client.abortMultipartUpload(request) }.value
  }
}
