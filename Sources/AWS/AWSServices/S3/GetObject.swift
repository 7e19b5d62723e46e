package import AWSClient

package struct GetObjectRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  /// First and last byte, counted from 0.
  package var range: ClosedRange<Int64>?
  /// Fails with status 412 unless the object still has this ETag.
  package var ifMatch: String?
  package var versionId: String?
  /// Asks for the object's checksum, which S3 tells of whole objects only.
  package var asksForChecksum = false

  package init(
    bucket: String, key: String, range: ClosedRange<Int64>? = nil, ifMatch: String? = nil, versionId: String? = nil
  ) {
    self.bucket = bucket
    self.key = key
    self.range = range
    self.ifMatch = ifMatch
    self.versionId = versionId
  }
}

package struct GetObjectResponse: Hashable, Sendable {
  /// Of this answer: the range's when one was asked for.
  package let contentLength: Int64?
  /// Of the whole object, when a range was asked for.
  package let totalLength: Int64?
  package let eTag: String?
  package let versionId: String?
  package let contentType: String?
  /// Of the whole object.
  package let checksum: ObjectChecksum?

  init(_ fields: HTTPFields) {
    contentLength = fields["content-length"].flatMap { Int64($0) }
    totalLength = fields["content-range"]?.split(separator: "/").last.flatMap { Int64($0) }
    eTag = fields["etag"]
    versionId = fields["x-amz-version-id"]
    contentType = fields["content-type"]
    checksum = ObjectChecksum(fields)
  }
}

extension S3Client {
  /// An object, or a part of it, as it arrives.
  /// - Parameter receive: called anew for each attempt, so it has to start over; chunks come as ``HTTPChunk``.
  package func getObject<Result: Sendable>(
    _ request: GetObjectRequest, receive: @Sendable (GetObjectResponse, HTTPResponseBody) async throws -> Result
  ) async throws -> Result {
    try await send(Self.build(request)) { response in
      try await receive(GetObjectResponse(response.fields), response.body)
    }
  }

  /// An object in memory.
  /// - Throws: ``AWSError``, of kind `network` when it is longer than `limit` bytes.
  package func getObject(
    _ request: GetObjectRequest, limit: Int
  ) async throws -> (response: GetObjectResponse, body: [UInt8]) {
    try await getObject(request) { response, body in (response, try await body.collect(limit: limit)) }
  }

  /// A URL with which anybody can read the object until `expires` has passed.
  ///
  /// It ends with the credentials that signed it, if they end earlier.
  package func presignedGetObject(bucket: String, key: String, expires: Duration) async throws -> HTTPURL {
    var (url, region) = try url(of: Self.build(GetObjectRequest(bucket: bucket, key: key)))
    if requesterPays { url.query.append(.init(Self.payerField, "requester")) }
    let signer = SigV4(
      credentials: try await configuration.credentials.credentials(), region: region,
      service: AWSService.s3.signingName, keys: configuration.signingKeys)
    let seconds = min(max(1, Int(expires.components.seconds)), 604_800)
    let now = configuration.clock.now() + configuration.clockSkew.seconds
    return signer.presign(method: "GET", url: url, expiresIn: seconds, at: now)
  }

  static func build(_ request: GetObjectRequest) -> S3Request {
    var built = S3Request(operation: "GetObject", method: "GET", bucket: request.bucket, key: request.key)
    if let range = request.range { built.fields["Range"] = "bytes=\(range.lowerBound)-\(range.upperBound)" }
    built.fields["If-Match"] = request.ifMatch
    if request.asksForChecksum { built.fields["x-amz-checksum-mode"] = "ENABLED" }
    if let version = request.versionId { built.query.append(.init("versionId", version)) }
    return built
  }
}
