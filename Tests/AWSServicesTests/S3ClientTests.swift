import AWSClient
import Digest
import Testing

@testable import AWSServices

@Suite struct S3ClientTests {
  private func client(
    endpoint: String? = nil, requesterPays: Bool = false,
    answer: @escaping @Sendable (InMemoryTransport.Received) -> HTTPResponse
  ) -> (S3Client, InMemoryTransport) {
    let transport = InMemoryTransport { answer($0) }
    let configuration = AWSConfiguration(
      region: "us-east-1", credentials: StaticCredentials(accessKeyID: "a", secretAccessKey: "s"),
      endpoints: AWSEndpoints(everywhere: endpoint), transport: transport, retry: .never)
    return (S3Client(configuration, requesterPays: requesterPays), transport)
  }

  private static func answer(_ text: String, status: Int = 200, _ fields: HTTPFields = HTTPFields()) -> HTTPResponse {
    HTTPResponse(status: status, fields: fields, body: HTTPResponseBody(Array(text.utf8)))
  }

  @Test(
    arguments: [
      ("bucket", nil, "https://bucket.s3.us-east-1.amazonaws.com/a%20b/%2B"),
      ("dotted.bucket", nil, "https://s3.us-east-1.amazonaws.com/dotted.bucket/a%20b/%2B"),
      ("bucket", "http://127.0.0.1:9000", "http://127.0.0.1:9000/bucket/a%20b/%2B"),
      ("bucket", "http://host/base", "http://host/base/bucket/a%20b/%2B"),
    ] as [(String, String?, String)])
  func aBucketStandsInTheHostOrInThePath(_ bucket: String, _ endpoint: String?, _ url: String) async throws {
    let (s3, transport) = client(endpoint: endpoint) { _ in Self.answer("x") }
    _ = try await s3.getObject(GetObjectRequest(bucket: bucket, key: "a b/+"), limit: 10)
    #expect(transport.received[0].request.url.description == url)
  }

  @Test func aBucketInAnotherRegionIsFollowedOnceAndRemembered() async throws {
    let (s3, transport) = client { received in
      received.request.url.host.contains("eu-west-1")
        ? Self.answer("x") : Self.answer("", status: 301, ["x-amz-bucket-region": "eu-west-1"])
    }
    for _ in 0..<2 { _ = try await s3.getObject(GetObjectRequest(bucket: "far", key: "k"), limit: 10) }
    #expect(transport.received.map(\.request.url.host).map { $0.contains("eu-west-1") } == [false, true, true])
    #expect(transport.received[1].request.fields["Authorization"]?.contains("/eu-west-1/s3/") == true)
  }

  @Test(arguments: [true, false]) func whoPaysIsSaidWhenTheRequesterDoes(_ pays: Bool) async throws {
    let (s3, transport) = client(requesterPays: pays) { _ in
      Self.answer("<R><ETag>e</ETag></R>", status: 200, ["Content-Length": "22"])
    }
    _ = try await s3.getObject(GetObjectRequest(bucket: "bucket", key: "k"), limit: 100)
    _ = try await s3.headObject(HeadObjectRequest(bucket: "bucket", key: "k"))
    _ = try await s3.listObjectsV2(ListObjectsV2Request(bucket: "bucket"))
    let source = CopySource(bucket: "bucket", key: "k")
    _ = try await s3.copyObject(CopyObjectRequest(bucket: "bucket", key: "l", source: source))
    _ = try await s3.uploadPartCopy(
      UploadPartCopyRequest(bucket: "bucket", key: "l", uploadId: "u", partNumber: 1, source: source))
    let said = transport.received.map { $0.request.fields["x-amz-request-payer"] }
    #expect(said == Array(repeating: pays ? "requester" : nil, count: 5))
    #expect(
      transport.received.allSatisfy {
        $0.request.fields["Authorization"]?.contains("x-amz-request-payer") == pays
      })
    let url = try await s3.presignedGetObject(bucket: "bucket", key: "k", expires: .seconds(60))
    #expect(url.query.contains(.init("x-amz-request-payer", "requester")) == pays)
  }

  @Test func theRegionInAnErrorsBodyIsFollowedToo() async throws {
    let (s3, _) = client { received in
      received.request.url.host.contains("eu-west-1")
        ? Self.answer("<L><IsTruncated>false</IsTruncated></L>")
        : Self.answer(
          "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>", status: 400)
    }
    #expect(try await s3.listObjectsV2(ListObjectsV2Request(bucket: "far")).contents.isEmpty)
  }

  @Test func aListingIsReadPageByPage() async throws {
    let (s3, transport) = client { received in
      let isSecond = received.request.url.query.contains(.init("continuation-token", "t+/="))
      let entry = { (key: String) in "<Contents><Key>\(key)</Key><Size>3</Size><ETag>&quot;e&quot;</ETag></Contents>" }
      return isSecond
        ? Self.answer("<R><IsTruncated>false</IsTruncated>\(entry("c%20d+e%2B"))</R>")
        : Self.answer(
          "<R><IsTruncated>true</IsTruncated><NextContinuationToken>t+/=</NextContinuationToken>\(entry("a"))"
            + "<CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes></R>")
    }
    var keys: [String] = []
    for try await page in s3.listObjectsV2Pages(ListObjectsV2Request(bucket: "bucket", prefix: "x", delimiter: "/")) {
      keys += page.commonPrefixes + page.contents.map(\.key)
    }
    #expect(keys == ["p/", "a", "c d e+"])
    #expect(transport.received.count == 2)
  }

  @Test func anErrorInASuccessfulAnswerIsAnError() async throws {
    let (s3, _) = client { _ in Self.answer("\n<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>") }
    let request = CompleteMultipartUploadRequest(
      bucket: "bucket", key: "k", uploadId: "u", parts: [CompletedPart(partNumber: 1, eTag: "\"e\"")])
    let error = await #expect(throws: AWSError.self) { try await s3.completeMultipartUpload(request) }
    #expect(error?.code == "InternalError" && error?.operation == "S3 CompleteMultipartUpload")
  }

  @Test func overTLSTheChecksumIsSentAndTheBodyIsNotSigned() async throws {
    let (s3, transport) = client { _ in Self.answer("", status: 200, ["ETag": "\"e\""]) }
    _ = try await s3.putObject(PutObjectRequest(bucket: "bucket", key: "k", body: .bytes(Array("123456789".utf8))))
    let fields = transport.received[0].request.fields
    #expect(fields["x-amz-content-sha256"] == "UNSIGNED-PAYLOAD")
    #expect(fields["x-amz-checksum-crc64nvme"] == Base64.encode([0xae, 0x8b, 0x14, 0x86, 0x0a, 0x79, 0x98, 0x88]))
  }

  @Test func withoutTLSTheBodyIsSigned() async throws {
    let (s3, transport) = client(endpoint: "http://h") { _ in Self.answer("", status: 200, ["ETag": "\"e\""]) }
    _ = try await s3.putObject(PutObjectRequest(bucket: "bucket", key: "k", body: .bytes([1])))
    #expect(
      transport.received[0].request.fields["x-amz-content-sha256"] == Hexadecimal.encode(SHA256.digest(of: [1])))
  }

  @Test func logPagesEndWhenTheTokenIsRepeated() async throws {
    let transport = InMemoryTransport { received in
      #expect(received.request.fields["X-Amz-Target"] == "Logs_20140328.GetLogEvents")
      let token = received.text.contains("\"f/1\"") ? "f/2" : received.text.contains("\"f/2\"") ? "f/2" : "f/1"
      return Self.answer(#"{"events":[{"message":"m"}],"nextForwardToken":"\#(token)"}"#)
    }
    let logs = LogsClient(
      AWSConfiguration(
        region: "us-east-1", credentials: StaticCredentials(accessKeyID: "a", secretAccessKey: "s"),
        transport: transport))
    var pages = 0
    for try await page in logs.getLogEventsPages(GetLogEventsRequest(logGroupName: "g", logStreamName: "s")) {
      pages += page.events?.count ?? 0
    }
    #expect(pages == 3)
  }
}
