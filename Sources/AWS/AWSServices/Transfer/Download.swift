package import AWSClient

extension S3Transfer {
  /// Brings an object to this machine. The file appears under `path` whole or not at all.
  ///
  /// Parts are asked for with the ETag of the object, so that one that changes meanwhile is an error (status 412) and not
  /// a mixture. Where S3 knows a checksum of the whole object, what came is held to it, and brought again when it differs.
  /// - Parameters:
  ///   - size: when it is known, which saves a request for small objects.
  ///   - eTag: the version that is wanted; nil for whatever is there.
  ///   - modified: when the file is to have been changed last; nil for now.
  /// - Throws: ``AWSError``, `CancellationError`.
  package func download(
    bucket: String, key: String, to path: String, size: Int64? = nil, eTag: String? = nil, modified: UnixTime? = nil
  ) async throws -> Object {
    let subject = "s3://\(bucket)/\(key)"
    do {
      let target = try LocalTarget(path: path)
      do {
        let request = GetObjectRequest(bucket: bucket, key: key, ifMatch: eTag)
        let object = try await filled(target, request, size: size)
        try target.commit(size: object.size, modified: modified)
        return object
      } catch {
        target.discard()
        throw error
      }
    } catch let failure as LocalFile.Failure {
      throw AWSError(.file, operation: "S3 GetObject", subject: subject, message: "\(failure)", cause: failure)
    }
  }

  /// How often an object is brought whose bytes are not those that its checksum is of.
  private static let attemptsAtRightBytes = 3

  private func filled(_ target: LocalTarget, _ request: GetObjectRequest, size: Int64?) async throws -> Object {
    var transfer = self
    for _ in 1..<Self.attemptsAtRightBytes {
      do { return try await transfer.fill(target, request, size: size) } catch is WrongBytes {
        // They have been told of already.
        transfer = telling { _ in }
      }
    }
    do {
      return try await transfer.fill(target, request, size: size)
    } catch let wrong as WrongBytes {
      throw Self.wrongAnswer(request, wrong.description)
    }
  }

  private func fill(_ target: LocalTarget, _ request: GetObjectRequest, size: Int64?) async throws -> Object {
    if let size, size <= 2 * settings.partSize { return try await fillAtOnce(target, request, size: size) }
    let object = try await limit.withPlace {
      var question = HeadObjectRequest(bucket: request.bucket, key: request.key, ifMatch: request.ifMatch)
      question.asksForChecksum = true
      return try await client.headObject(question)
    }
    var request = request
    request.ifMatch = request.ifMatch ?? object.eTag
    guard object.contentLength > 2 * settings.partSize else {
      return try await fillAtOnce(target, request, size: object.contentLength)
    }
    try target.reserve(object.contentLength)
    try await fillInParts(target, request, object)
    return Object(size: object.contentLength, eTag: object.eTag)
  }

  private func fillAtOnce(_ target: LocalTarget, _ request: GetObjectRequest, size: Int64) async throws -> Object {
    try target.reserve(size)
    var request = request
    request.asksForChecksum = true
    let whole = ObjectReceiver(request, into: target.file)
    let (response, checksum) = try await limit.withPlace { try await whole.receive(with: client) }
    try check(checksum, against: response.checksum)
    moved(response.contentLength ?? 0)
    return Object(size: response.contentLength ?? 0, eTag: response.eTag)
  }

  private func fillInParts(
    _ target: LocalTarget, _ request: GetObjectRequest, _ object: HeadObjectResponse
  ) async throws {
    let plan = PartPlan(size: object.contentLength, partSize: settings.partSize)
    let algorithm = object.checksum.flatMap { $0.algorithm.canBePutTogether ? $0.algorithm : nil }
    let checksums = try await PartRunner.run(plan, window: window) { part in
      var request = request
      request.range = part.range
      let receiver = ObjectReceiver(request, into: target.file, at: part.offset, algorithm: algorithm)
      let (response, checksum) = try await limit.withPlace { try await receiver.receive(with: client) }
      guard response.contentLength == part.length else {
        throw Self.wrongAnswer(request, "the answer has \(response.contentLength ?? 0) bytes, not \(part.length)")
      }
      moved(part.length)
      return checksum
    }
    var whole = algorithm.map { Checksum($0) }
    for (index, checksum) in checksums.enumerated() {
      guard let checksum else { return }
      whole = whole?.followed(by: checksum, count: plan[index].length)
    }
    try check(whole, against: object.checksum)
  }

  func check(_ found: Checksum?, against told: ObjectChecksum?) throws {
    guard let found, let told, found.algorithm == told.algorithm, found.base64 != told.base64 else { return }
    throw WrongBytes(
      description: "what came has the \(told.algorithm.rawValue) \(found.base64), the object has \(told.base64)")
  }

  static func wrongAnswer(_ request: GetObjectRequest, _ message: String) -> AWSError {
    AWSError(
      .response, operation: "S3 GetObject", subject: "s3://\(request.bucket)/\(request.key)", message: message)
  }
}

/// What came is not what the object's checksum is of.
struct WrongBytes: Error, CustomStringConvertible {
  let description: String
}

extension ChecksumAlgorithm {
  /// Whether the checksum of a whole follows from those of its parts.
  var canBePutTogether: Bool { self != .sha256 }
}
