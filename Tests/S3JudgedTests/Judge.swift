import AWSClient
import Digest
import Testing

@testable import AWSServices

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server of S3 that these tests are held against: an endpoint and keys, named by environment variables.
///
/// `MARTLET_S3_ENDPOINT`, `MARTLET_S3_ACCESS_KEY`, `MARTLET_S3_SECRET_KEY`; `MARTLET_S3_CANNOT` names a file with a line
/// for each case that the server is known to fail: the case's name, a space and the reason. A case that stands there and
/// passes is a failure, so that the list stays true.
struct Judge: Sendable {
  let endpoint: String
  let credentials: AWSCredentials
  let cannot: [String: String]
  let transport: NIOTransport
  let bucket: String

  static let region = "us-east-1"

  /// Nil when no server is named.
  static let given: Judge? = {
    guard let endpoint = variable("MARTLET_S3_ENDPOINT"), let access = variable("MARTLET_S3_ACCESS_KEY"),
      let secret = variable("MARTLET_S3_SECRET_KEY"),
      let transport = try? NIOTransport(NIOTransport.Settings(environment: [:]))
    else { return nil }
    let lines = variable("MARTLET_S3_CANNOT").flatMap { try? LocalFile.text($0) } ?? ""
    let pairs = lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { $0.divided(by: " ") }
    return Judge(
      endpoint: endpoint, credentials: AWSCredentials(accessKeyID: access, secretAccessKey: secret),
      cannot: Dictionary(pairs) { first, _ in first }, transport: transport,
      bucket: "martlet-judged-\(UInt32.random(in: 0...UInt32.max))")
  }()

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// - Parameter clock: nil for this machine's.
  func client(
    checksum: ChecksumAlgorithm = .crc64nvme, secret: String? = nil, access: String? = nil, region: String = region,
    retry: RetryPolicy = .never, clock: (any AWSClock)? = nil
  ) -> S3Client {
    let keys = StaticCredentials(
      accessKeyID: access ?? credentials.accessKeyID, secretAccessKey: secret ?? credentials.secretAccessKey)
    return S3Client(
      AWSConfiguration(
        region: region, credentials: keys, endpoints: AWSEndpoints(everywhere: endpoint), transport: transport,
        retry: retry, clock: clock ?? SystemClock()), checksum: checksum)
  }

  func makeBucket() async throws {
    let request = AWSRequest(operation: "CreateBucket", method: "PUT", path: "/" + bucket)
    try await client().client(Self.region).send(request) { (_: HTTPFields, _: [UInt8]) in }
  }

  func removeBucket() async throws {
    let client = client()
    for try await page in client.listObjectsV2Pages(ListObjectsV2Request(bucket: bucket)) where !page.contents.isEmpty {
      _ = try await client.deleteObjects(DeleteObjectsRequest(bucket: bucket, keys: page.contents.map(\.key)))
    }
    let request = AWSRequest(operation: "DeleteBucket", method: "DELETE", path: "/" + bucket)
    try await client.client(Self.region).send(request) { (_: HTTPFields, _: [UInt8]) in }
  }
}

/// What one case has: the server, and keys of its own.
struct Bench: Sendable {
  let judge: Judge
  /// What the case's keys begin with.
  let prefix: String

  var bucket: String { judge.bucket }
  var client: S3Client { judge.client() }

  func key(_ name: String) -> String { prefix + name }

  @discardableResult
  func put(_ name: String, _ bytes: [UInt8]) async throws -> PutObjectResponse {
    try await client.putObject(PutObjectRequest(bucket: bucket, key: key(name), body: .bytes(bytes)))
  }

  @discardableResult
  func put(_ name: String, _ text: String) async throws -> PutObjectResponse { try await put(name, Array(text.utf8)) }

  func text(_ name: String) async throws -> String {
    String(decoding: try await bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) async throws -> [UInt8] {
    try await client.getObject(GetObjectRequest(bucket: bucket, key: key(name)), limit: 1 << 26).body
  }

  /// The code of the error; the status when there is none; nil when all went well.
  func refusal(_ body: () async throws -> Void) async throws -> String? {
    do {
      try await body()
      return nil
    } catch let error as AWSError {
      return error.code ?? error.status.map { "\($0)" } ?? "\(error)"
    }
  }

  /// - Parameter code: that of the refusal; nil when all has to go well.
  func expect(
    _ code: String?, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
  ) async throws {
    let found = try await refusal(body)
    #expect(found == code, sourceLocation: sourceLocation)
  }

  /// A request as it is written by hand, signed as the client would.
  func send(
    _ method: String, _ name: String, _ fields: HTTPFields = HTTPFields(), body: HTTPBody = .none,
    protection: AWSRequest.BodyProtection = .digest
  ) async throws {
    let path = "/" + bucket + "/" + PercentEncoding.encode(key(name), keepingSlashes: true)
    let request = AWSRequest(
      operation: "ByHand", method: method, path: path, fields: fields, body: body, protection: protection)
    try await client.client(Judge.region).send(request) { (_: HTTPFields, _: [UInt8]) in }
  }

  /// The status of a request that is sent as it is.
  func status(_ request: HTTPRequest) async throws -> Int {
    try await judge.transport.send(request, timeouts: HTTPTimeouts()) { response in
      _ = try await response.body.collect(limit: 1 << 20)
      return response.status
    }
  }

  /// A file of this machine for the length of `body`.
  func withFile<Value>(
    _ bytes: [UInt8], _ body: (_ path: String, _ content: HTTPBody) async throws -> Value
  ) async throws -> Value {
    let path = "/tmp/martlet-judged-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    defer {
      close(descriptor)
      unlink(path)
    }
    try bytes.withUnsafeBytes { try LocalFile.write($0, to: descriptor, offset: 0, path: path) }
    return try await body(path, .file(descriptor: descriptor, offset: 0, length: Int64(bytes.count)))
  }
}

/// Some bytes that no compression or repetition makes alike.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 24)
  }
}
