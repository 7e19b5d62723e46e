import Digest
import JSONText
import Testing

@testable import AWSClient

/// Signatures against those that botocore wrote: `Vectors/generate.py`.
@Suite struct VectorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let json: JSONValue

    func text(_ name: String) -> String { json[name]?.string ?? "" }
    func bytes(_ name: String) -> [UInt8] { Base64.decode(text(name)) ?? [] }
    var testDescription: String { text("name") }
  }

  static let vectors: JSONValue = {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let bytes = try? LocalFile.content(folder + "/Vectors/vectors.json")
    return (try? JSONParser.parse(bytes ?? [])) ?? .null
  }()

  static func cases(_ name: String) -> [Case] { (vectors[name]?.array ?? []).map { Case(json: $0) } }

  private func signer(_ vector: Case, service: String, region: String) throws -> SigV4 {
    let credentials = AWSCredentials(
      accessKeyID: try #require(Self.vectors["accessKeyID"]?.string),
      secretAccessKey: try #require(Self.vectors["secretAccessKey"]?.string),
      sessionToken: vector.json["token"]?.string)
    return SigV4(credentials: credentials, region: region, service: service)
  }

  private var time: UnixTime { UnixTime(seconds: Self.vectors["time"]?.double ?? 0) }

  private func request(_ vector: Case, body: [UInt8] = []) throws -> HTTPRequest {
    let fields = (vector.json["fields"]?.object ?? [:]).map { ($0, $1.string ?? "") }
    return HTTPRequest(
      method: vector.json["method"]?.string ?? "PUT", url: try #require(HTTPURL(vector.text("url"))),
      fields: HTTPFields(fields), body: .bytes(body))
  }

  @Test func keptKeysSignAsNewOnesDo() {
    let keys = SigningKeys()
    let old = AWSCredentials(accessKeyID: "a", secretAccessKey: "old-secret")
    let new = AWSCredentials(accessKeyID: "a", secretAccessKey: "new-secret")
    for credentials in [old, old, new, old] {
      for (region, day) in [("us-east-1", 0.0), ("eu-west-1", 0), ("us-east-1", 86_400)] {
        let scope = SigningScope(region: region, service: "s3", at: UnixTime(seconds: day))
        #expect(keys.key(of: credentials, in: scope) == SigningKeys().key(of: credentials, in: scope))
      }
    }
    var shown = "\(keys) \(String(reflecting: keys))"
    dump(keys, to: &shown)
    #expect(!shown.contains("secret"))
  }

  @Test func theVectorsAreThere() {
    #expect(Self.cases("heads").count >= 16)
    #expect(Self.cases("queries").count >= 5)
    #expect(Self.cases("chunks").count >= 6)
  }

  @Test(arguments: cases("heads")) func aHeadIsSignedAsBotocoreSignsIt(_ vector: Case) throws {
    var request = try request(vector)
    let signer = try signer(vector, service: vector.text("service"), region: vector.text("region"))
    let isUnsigned = vector.text("payload") == "unsigned"
    signer.sign(&request, payload: isUnsigned ? .unsigned : .of(vector.bytes("body")), at: time)
    for (name, value) in try #require(vector.json["expected"]?.object) {
      #expect(request.fields[name] == value.string, "\(name)")
    }
  }

  @Test(arguments: cases("queries")) func aURLIsPresignedAsBotocorePresignsIt(_ vector: Case) throws {
    let request = try request(vector)
    let signer = try signer(vector, service: vector.text("service"), region: vector.text("region"))
    let url = signer.presign(
      method: request.method, url: request.url, fields: request.fields,
      expiresIn: Int(vector.json["expires"]?.int ?? 0), at: time)
    let expected = try #require(HTTPURL(vector.text("expected")))
    #expect(url.path == expected.path)
    #expect(Set(url.query) == Set(expected.query))
  }

  @Test(arguments: cases("chunks")) func aBodyIsChunkedByteForByte(_ vector: Case) async throws {
    let payload = try #require(StreamingPayload(rawValue: vector.text("payload")))
    let body = vector.bytes("body")
    var request = try request(vector)
    let chunked = ChunkedBody(
      .bytes(body), payload: payload, checksum: .crc32, chunkSize: Int(vector.json["chunkSize"]?.int ?? 0))
    chunked.announce(in: &request.fields)
    let signer = try signer(vector, service: "s3", region: "eu-central-1")
    let chunkSigner = signer.sign(&request, payload: .streaming(payload), at: time)
    #expect(request.fields["Authorization"] == vector.text("authorization"))
    let encoded = chunked.encoded(signer: chunkSigner)
    var reader = HTTPBodyReader(encoded)
    var wire: [UInt8] = []
    while let chunk = try await reader.next() { wire += chunk }
    #expect(wire == vector.bytes("wire"))
    #expect(encoded.length == Int64(wire.count))
  }

  /// The example of the Amazon S3 API Reference: 65 KiB of `a` in chunks of 64 KiB.
  @Test func chunksAreSignedAsTheManualSignsThem() {
    let credentials = AWSCredentials(
      accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    let head = SigV4(credentials: credentials, region: "us-east-1", service: "s3")
    // The manual signs Content-Length too, which this client leaves to the transport; so the chain starts from the
    // signature that the manual gives for the head.
    var chunks = head.chunkSigner(
      after: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
      at: UnixTime(seconds: 1_369_353_600))
    #expect(
      chunks.signature(of: [UInt8](repeating: 0x61, count: 65_536))
        == "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
    #expect(
      chunks.signature(of: [UInt8](repeating: 0x61, count: 1024))
        == "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
    #expect(
      chunks.signature(of: []) == "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")
  }

  @Test func credentialsDoNotShowTheirSecret() {
    let credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret!", sessionToken: "token!")
    for text in [
      "\(credentials)", String(reflecting: credentials), "\(Mirror(reflecting: credentials).children.map { $0 })",
    ] {
      #expect(!text.contains("secret!") && !text.contains("token!"))
    }
  }
}
