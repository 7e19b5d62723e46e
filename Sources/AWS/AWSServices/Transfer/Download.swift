import AWSClient

extension S3Transfer {
  /// Brings an object to this machine. The file appears under `path` whole or not at all.
  ///
  /// Parts are asked for with the ETag of the first answer, so that an object that changes meanwhile is an error
  /// (status 412) and not a mixture.
  /// - Parameters:
  ///   - size: when it is known, which saves a request for large objects.
  ///   - eTag: the version that is wanted; nil for whatever is there.
  /// - Throws: ``AWSError``, `CancellationError`.
  package func download(
    bucket: String, key: String, to path: String, size: Int64? = nil, eTag: String? = nil
  ) async throws -> Object {
    let subject = "s3://\(bucket)/\(key)"
    do {
      let target = try LocalTarget(path: path)
      do {
        let request = GetObjectRequest(bucket: bucket, key: key, ifMatch: eTag)
        let object = try await fill(target, request, size: size)
        try target.commit(size: object.size)
        return object
      } catch {
        target.discard()
        throw error
      }
    } catch let failure as LocalFile.Failure {
      throw AWSError(.file, operation: "S3 GetObject", subject: subject, message: "\(failure)", cause: failure)
    }
  }

  private func fill(_ target: LocalTarget, _ request: GetObjectRequest, size: Int64?) async throws -> Object {
    if let size, size <= 2 * settings.partSize {
      try target.reserve(size)
      return try await fillAtOnce(target, request)
    }
    let first = try await firstPart(target, request)
    guard let total = first.totalLength, total > settings.partSize else {
      return Object(size: first.contentLength ?? 0, eTag: first.eTag)
    }
    try target.reserve(total)
    try await fillRest(target, request, total: total, eTag: first.eTag)
    return Object(size: total, eTag: first.eTag)
  }

  private func fillAtOnce(_ target: LocalTarget, _ request: GetObjectRequest) async throws -> Object {
    let response = try await limit.withPlace {
      try await client.getObject(request, into: target.descriptor, at: 0, path: target.path)
    }
    return Object(size: response.contentLength ?? 0, eTag: response.eTag)
  }

  /// The first part tells the size and the ETag. An empty object has no first byte: S3 answers 416 then.
  private func firstPart(_ target: LocalTarget, _ request: GetObjectRequest) async throws -> GetObjectResponse {
    var first = request
    first.range = 0...(settings.partSize - 1)
    do {
      return try await limit.withPlace { [first] in
        try await client.getObject(first, into: target.descriptor, at: 0, path: target.path)
      }
    } catch let error as AWSError where error.status == 416 {
      return try await limit.withPlace {
        try await client.getObject(request, into: target.descriptor, at: 0, path: target.path)
      }
    }
  }

  private func fillRest(
    _ target: LocalTarget, _ request: GetObjectRequest, total: Int64, eTag: String?
  ) async throws {
    let done = settings.partSize
    let plan = PartPlan(size: total - done, partSize: settings.partSize)
    _ = try await PartRunner.run(plan, window: window) { part in
      var request = request
      request.range = (done + part.range.lowerBound)...(done + part.range.upperBound)
      request.ifMatch = request.ifMatch ?? eTag
      let response = try await limit.withPlace { [request] in
        try await client.getObject(request, into: target.descriptor, at: done + part.offset, path: target.path)
      }
      guard response.contentLength == part.length else {
        throw AWSError(
          .response, operation: "S3 GetObject", subject: "s3://\(request.bucket)/\(request.key)",
          message: "the answer has \(response.contentLength ?? 0) bytes instead of \(part.length)")
      }
    }
  }
}
