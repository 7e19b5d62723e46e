package import AWSClient
import Synchronization

/// Amazon S3, and whatever speaks its language.
///
/// Buckets are written into the host's name, or into the path when the endpoint was set by hand or the name would not
/// match the wildcard of the certificate. A bucket that turns out to be in another region is followed there once and
/// remembered.
///
/// Source: the service's model of 2006-03-01.
package struct S3Client: Sendable {
  package private(set) var configuration: AWSConfiguration
  private let checksums: AcceptedChecksum
  /// Whether the account of the credentials pays for requests to buckets whose owner does not.
  ///
  /// Source: Amazon S3 User Guide, "Using Requester Pays buckets".
  package var requesterPays: Bool
  private let regions: BucketRegions

  /// - Parameter checksum: what goes along with uploads; CRC32 takes its place where the service does not know it.
  package init(
    _ configuration: AWSConfiguration, checksum: ChecksumAlgorithm = .crc64nvme, requesterPays: Bool = false
  ) {
    self.configuration = configuration
    checksums = AcceptedChecksum(checksum)
    self.requesterPays = requesterPays
    regions = BucketRegions()
  }

  /// Uploads with the checksum that the service takes, and finds out which that is.
  func withChecksum<Result: Sendable>(
    _ upload: (ChecksumAlgorithm) async throws -> Result
  ) async throws -> Result {
    let wanted = checksums.current
    do {
      return try await upload(wanted)
    } catch let refusal as AWSError where wanted != .crc32 && refusal.mayBeOfChecksum {
      // It may be about something else: then this fails in the same way, and nothing is learnt.
      guard let result = try? await upload(.crc32) else { throw refusal }
      checksums.current = .crc32
      return result
    }
  }

  /// The same client with another patience.
  package func with(_ retry: RetryPolicy) -> S3Client {
    var client = self
    client.configuration.retry = retry
    return client
  }

  /// In the head of a request; in the query of a presigned address.
  static let payerField = "x-amz-request-payer"

  static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

  /// Sends one operation to its bucket, wherever that is.
  func send<Result: Sendable>(
    _ request: S3Request, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    try await send(to: request.bucket, { request }, receive: receive)
  }

  /// Sends one operation that is written anew for each attempt.
  func send<Result: Sendable>(
    to bucket: String, _ request: @Sendable () -> S3Request,
    receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    let region = regions[bucket] ?? configuration.region
    do {
      return try await client(region).send({ build(request()) }, receive: receive)
    } catch let error as AWSError {
      guard let other = Self.otherRegion(error, than: region) else { throw error }
      regions[bucket] = other
      return try await client(other).send({ build(request()) }, receive: receive)
    }
  }

  /// Sends an operation whose response is small.
  func send<Result: Sendable>(
    _ request: S3Request, decode: @Sendable (HTTPFields, [UInt8]) throws -> Result
  ) async throws -> Result {
    try await send(request) { response in
      try decode(response.fields, try await response.body.collect(limit: 64 * 1024 * 1024))
    }
  }

  /// Sends an operation that may fail after it began to answer with 200: then the body is an error.
  func sendGuarded<Result: Sendable>(
    _ request: S3Request, decode: @Sendable (HTTPFields, XMLElement) throws -> Result
  ) async throws -> Result {
    try await send(request) { fields, body in
      let root = try XMLElement.parse(body)
      if root.name == "Error" { throw AWSErrorResponse(status: 500, fields: fields, body: body) }
      return try decode(fields, root)
    }
  }

  /// The URL of a request, before it is signed.
  func url(of request: S3Request) throws -> (url: HTTPURL, region: String) {
    let region = regions[request.bucket] ?? configuration.region
    return (try client(region).url(of: build(request)), region)
  }

  func client(_ region: String) -> ServiceClient {
    var configuration = configuration
    configuration.region = region
    return ServiceClient(.s3, configuration)
  }

  private func build(_ request: S3Request) -> AWSRequest {
    let inPath = configuration.endpoints.isCustom(.s3) || !Self.fitsHostName(request.bucket)
    let key = request.key.map { PercentEncoding.encode($0, keepingSlashes: true) }
    var fields = request.fields
    // HeadBucket is the one operation that does not know it.
    if requesterPays, request.operation != "HeadBucket" { fields[Self.payerField] = "requester" }
    return AWSRequest(
      operation: request.operation, subject: "s3://" + request.bucket + (request.key.map { "/" + $0 } ?? ""),
      method: request.method, hostPrefix: inPath ? nil : request.bucket,
      path: (inPath ? "/" + PercentEncoding.encode(request.bucket) : "")
        + (key.map { "/" + $0 } ?? (inPath ? "" : "/")),
      query: request.query, fields: fields, body: request.body, protection: request.protection)
  }

  /// Whether a bucket's name is one label of a host's name: a dot would not match the certificate.
  static func fitsHostName(_ bucket: String) -> Bool {
    let characters = Array(bucket.utf8)
    return (3...63).contains(characters.count) && characters.first != UInt8(ascii: "-")
      && characters.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }

  private static func otherRegion(_ error: AWSError, than region: String) -> String? {
    guard let other = error.bucketRegion, other != region, let status = error.status, (300...403).contains(status)
    else {
      return nil
    }
    return other
  }
}

/// One operation on a bucket, before it has a host.
struct S3Request: Sendable {
  var operation: String
  var method: String
  var bucket: String
  var key: String?
  var query: [HTTPURL.QueryItem] = []
  var fields = HTTPFields()
  var body: HTTPBody = .none
  var protection: AWSRequest.BodyProtection = .digest
}

/// The checksum that the service is known to take.
private final class AcceptedChecksum: Sendable {
  private let algorithm: Mutex<ChecksumAlgorithm>

  init(_ algorithm: ChecksumAlgorithm) { self.algorithm = Mutex(algorithm) }

  var current: ChecksumAlgorithm {
    get { algorithm.withLock { $0 } }
    set { algorithm.withLock { $0 = newValue } }
  }
}

extension AWSError {
  /// Whether the service may have refused an upload because it does not know the checksum's algorithm.
  fileprivate var mayBeOfChecksum: Bool {
    status == 501
      || status == 400
        && ["InvalidArgument", "InvalidRequest", "NotImplemented", "UnsupportedArgument"].contains(code ?? "")
  }
}

/// Which bucket is in which region, as far as it was found out.
private final class BucketRegions: Sendable {
  private let known = Mutex<[String: String]>([:])

  subscript(_ bucket: String) -> String? {
    get { known.withLock { $0[bucket] } }
    set { known.withLock { $0[bucket] = newValue } }
  }
}
