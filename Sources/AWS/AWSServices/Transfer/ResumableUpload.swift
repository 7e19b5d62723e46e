package import AWSClient

/// An upload in parts that was begun and not ended, as whoever began it has to remember it.
package struct UnfinishedUpload: Hashable, Sendable {
  package let uploadId: String
  /// In bytes; the last part may be shorter.
  package let partSize: Int64
  package let checksum: ChecksumAlgorithm

  package init(uploadId: String, partSize: Int64, checksum: ChecksumAlgorithm) {
    self.uploadId = uploadId
    self.partSize = partSize
    self.checksum = checksum
  }
}

/// Where an upload's identity is kept while it is not complete.
package struct UploadMemory: Sendable {
  /// Of an earlier attempt with the same file as it is now.
  package let earlier: UnfinishedUpload?
  /// Keeps what was begun; nil when there is nothing to go on with any more.
  package let keep: @Sendable (UnfinishedUpload?) -> Void

  package init(earlier: UnfinishedUpload?, keep: @escaping @Sendable (UnfinishedUpload?) -> Void) {
    self.earlier = earlier
    self.keep = keep
  }
}

extension S3Transfer {
  /// Whether a file of that size goes in parts, so that it can be gone on with.
  package func goesInParts(_ size: Int64) -> Bool { size > 2 * settings.partSize }

  /// Takes a file from this machine, and goes on with an earlier attempt: parts that are there are not sent again.
  ///
  /// When it fails or is cancelled, the parts stay for the next attempt; they cost money until then. What S3 will never
  /// take is thrown away.
  /// A part counts as there when its number and size are right and, where the service tells its checksum, the file's
  /// bytes have the same one. Files that go at once are just uploaded.
  /// - Throws: ``AWSError``, `CancellationError`.
  package func upload(
    _ path: String, bucket: String, key: String, options: ObjectOptions = ObjectOptions(),
    remembering memory: UploadMemory
  ) async throws -> Object {
    let source = try open(path, bucket, key)
    defer { source.shut() }
    guard goesInParts(source.size) else {
      return try await uploadAtOnce(source, bucket: bucket, key: key, options: options)
    }
    let job = UploadJob(source: source, bucket: bucket, key: key)
    var eTag: String?
    if let earlier = memory.earlier, let there = try await parts(of: earlier, for: job) {
      eTag = try await forgettingWhatIsRefused(earlier, of: job, memory) { try await sendRest(of: job, earlier, there) }
    } else {
      eTag = try await client.withChecksum { checksum in
        let plan = PartPlan(size: source.size, partSize: settings.partSize)
        let created = try await client.createMultipartUpload(
          CreateMultipartUploadRequest(bucket: bucket, key: key, options: options, checksum: checksum))
        let upload = UnfinishedUpload(uploadId: created.uploadId, partSize: plan.partSize, checksum: checksum)
        memory.keep(upload)
        return try await forgettingWhatIsRefused(upload, of: job, memory) { try await sendRest(of: job, upload, []) }
      }
    }
    memory.keep(nil)
    return Object(size: source.size, eTag: eTag)
  }

  /// Ends an upload whose parts S3 refuses for what they are: going on with them would fail in the same way for ever.
  private func forgettingWhatIsRefused(
    _ upload: UnfinishedUpload, of job: UploadJob, _ memory: UploadMemory, _ body: () async throws -> String?
  ) async throws -> String? {
    do {
      return try await body()
    } catch let error as AWSError where error.refusesTheParts {
      memory.keep(nil)
      await abort(AbortMultipartUploadRequest(bucket: job.bucket, key: job.key, uploadId: upload.uploadId))
      throw error
    }
  }

  /// The parts that need not be sent again; nil when the upload is gone.
  private func parts(of upload: UnfinishedUpload, for job: UploadJob) async throws -> [CompletedPart]? {
    let plan = PartPlan(size: job.source.size, partSize: upload.partSize)
    var found: [CompletedPart] = []
    let request = ListPartsRequest(
      bucket: job.bucket, key: job.key, uploadId: upload.uploadId, checksum: upload.checksum)
    do {
      for try await page in client.listPartsPages(request) {
        for part in page.parts where part.partNumber <= plan.count {
          let planned = plan[part.partNumber - 1]
          guard part.size == planned.length else { continue }
          if let told = part.checksum {
            let own = try await Self.checksum(upload.checksum, of: planned, in: job.source.descriptor)
            if own?.base64 != told { continue }
          }
          found.append(CompletedPart(partNumber: part.partNumber, eTag: part.eTag, checksum: part.checksum))
          moved(planned.length)
        }
      }
      return found
    } catch let error as AWSError where error.isNotFound {
      return nil
    }
  }

  private func sendRest(
    of job: UploadJob, _ upload: UnfinishedUpload, _ there: [CompletedPart]
  ) async throws -> String? {
    let plan = PartPlan(size: job.source.size, partSize: upload.partSize)
    let done = Set(there.map(\.partNumber))
    let missing = (0..<plan.count).map { plan[$0] }.filter { !done.contains($0.number) }
    let sent = try await PartRunner.run(missing, window: window) { part in
      let completed = try await limit.withPlace {
        try await client.uploadPart(
          UploadPartRequest(
            bucket: job.bucket, key: job.key, uploadId: upload.uploadId, partNumber: part.number,
            body: .file(descriptor: job.source.descriptor, offset: part.offset, length: part.length),
            checksum: upload.checksum))
      }
      moved(part.length)
      return completed
    }
    let parts = (there + sent).sorted { $0.partNumber < $1.partNumber }
    try check(job.source, job.bucket, job.key)
    return try await complete(
      CompleteMultipartUploadRequest(
        bucket: job.bucket, key: job.key, uploadId: upload.uploadId, parts: parts, checksum: upload.checksum),
      size: plan.size)
  }
}

extension AWSError {
  /// Source: "Error responses" of the Amazon S3 API reference.
  fileprivate var refusesTheParts: Bool {
    [
      "BadDigest", "EntityTooLarge", "EntityTooSmall", "InvalidArgument", "InvalidDigest", "InvalidPart",
      "InvalidPartOrder", "InvalidRequest", "MalformedXML", "NoSuchUpload", "NotImplemented",
    ].contains(code)
  }
}

private struct UploadJob: Sendable {
  let source: LocalSource
  let bucket: String
  let key: String
}
