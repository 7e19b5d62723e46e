package import AWSClient

extension S3Transfer {
  /// Brings an object to this machine and goes on with an earlier attempt: parts that are there are not fetched again.
  ///
  /// When it fails or is cancelled, what is there stays beside the target in a hidden file for the next attempt, unless
  /// the object has changed. The whole is held to the object's checksum. Objects that come at once are just downloaded.
  /// - Parameters:
  ///   - size: as the listing tells it.
  ///   - eTag: with its quotes; another one is an error (status 412).
  ///   - modified: when the file is to have been changed last; nil for now.
  /// - Throws: ``AWSError``, `CancellationError`.
  package func resumeDownload(
    bucket: String, key: String, to path: String, size: Int64, eTag: String, modified: UnixTime? = nil
  ) async throws -> Object {
    guard goesInParts(size) else {
      return try await download(bucket: bucket, key: key, to: path, size: size, eTag: eTag, modified: modified)
    }
    do {
      guard let file = try PartialFile(for: path, size: size, eTag: eTag, partSize: settings.partSize) else {
        return try await download(bucket: bucket, key: key, to: path, size: size, eTag: eTag, modified: modified)
      }
      do {
        try file.prepare()
        try await fillRest(of: file, GetObjectRequest(bucket: bucket, key: key, ifMatch: eTag))
        try file.commit(modified: modified)
        return Object(size: size, eTag: eTag)
      } catch is WrongBytes {
        file.discard()
        // The bytes have been told of already.
        return try await telling { _ in }.download(
          bucket: bucket, key: key, to: path, size: size, eTag: eTag, modified: modified)
      } catch let error as AWSError where error.status == 412 || error.isNotFound {
        file.discard()
        throw error
      } catch {
        file.leave()
        throw error
      }
    } catch let failure as LocalFile.Failure {
      throw AWSError(
        .file, operation: "S3 GetObject", subject: "s3://\(bucket)/\(key)", message: "\(failure)", cause: failure)
    }
  }

  private func fillRest(of file: PartialFile, _ request: GetObjectRequest) async throws {
    let told = try await limit.withPlace {
      var question = HeadObjectRequest(bucket: request.bucket, key: request.key, ifMatch: request.ifMatch)
      question.asksForChecksum = true
      return try await client.headObject(question).checksum
    }
    let algorithm = told.flatMap { $0.algorithm.canBePutTogether ? $0.algorithm : nil }
    let parts = (0..<file.plan.count).map { file.plan[$0] }
    let checksums = try await PartRunner.run(parts, window: window) { part in
      let checksum =
        file.done.contains(part.number - 1)
        ? try await Self.checksum(algorithm, of: part, in: file.descriptor)
        : try await fill(part, of: file, request, algorithm)
      moved(part.length)
      return checksum
    }
    var whole = algorithm.map { Checksum($0) }
    for (part, checksum) in zip(parts, checksums) {
      guard let checksum else { return }
      whole = whole?.followed(by: checksum, count: part.length)
    }
    try check(whole, against: told)
  }

  private func fill(
    _ part: PartPlan.Part, of file: PartialFile, _ request: GetObjectRequest, _ algorithm: ChecksumAlgorithm?
  ) async throws -> Checksum? {
    var request = request
    request.range = part.range
    let receiver = ObjectReceiver(request, into: file.file, at: part.offset, algorithm: algorithm)
    let (response, checksum) = try await limit.withPlace { try await receiver.receive(with: client) }
    guard response.contentLength == part.length else {
      throw Self.wrongAnswer(request, "the answer has \(response.contentLength ?? 0) bytes, not \(part.length)")
    }
    try file.mark(part)
    return checksum
  }

  /// Of bytes that are on this machine already; nil when none is wanted.
  static func checksum(
    _ algorithm: ChecksumAlgorithm?, of part: PartPlan.Part, in descriptor: Int32
  ) async throws -> Checksum? {
    guard let algorithm else { return nil }
    var checksum = Checksum(algorithm)
    var reader = HTTPBodyReader(.file(descriptor: descriptor, offset: part.offset, length: part.length))
    while let bytes = try await reader.next() { checksum.update(bytes) }
    return checksum
  }
}
