import Testing

@testable import AWSClient
@testable import AWSServices

extension JudgedCase {
  static let checksums: [JudgedCase] =
    ChecksumAlgorithm.allCases.flatMap { algorithm in
      [
        JudgedCase("\(algorithm.rawValue)-in-the-head") { bench in
          let client = bench.judge.client(checksum: algorithm)
          _ = try await client.putObject(
            PutObjectRequest(bucket: bench.bucket, key: bench.key("a"), body: .bytes(noise(5000))))
          #expect(try await bench.bytes("a") == noise(5000))
        },
        JudgedCase("\(algorithm.rawValue)-in-the-trailer") { bench in
          // Three chunks, the last one shorter.
          let bytes = noise(600_000)
          let client = bench.judge.client(checksum: algorithm)
          try await bench.withFile(bytes) { _, content in
            _ = try await client.putObject(
              PutObjectRequest(bucket: bench.bucket, key: bench.key("a"), body: content))
          }
          #expect(try await bench.bytes("a") == bytes)
        },
        JudgedCase("\(algorithm.rawValue)-wrong-in-the-head") { bench in
          let fields: HTTPFields = [algorithm.fieldName: Checksum.base64(algorithm, of: [7])]
          let code = try await bench.refusal { try await bench.send("PUT", "a", fields, body: .bytes([1, 2, 3])) }
          #expect(["BadDigest", "InvalidRequest", "XAmzContentChecksumMismatch"].contains(code), "\(code ?? "taken")")
        },
        JudgedCase("\(algorithm.rawValue)-wrong-in-the-trailer") { bench in
          let body = wrongTrailer(algorithm)
          let signed = try signedStream(bench, "a", body.fields, payload: .unsignedWithTrailer, body: body.bytes)
          let status = try await bench.status(signed)
          #expect(status == 400)
          try await bench.expect("NoSuchKey") { _ = try await bench.bytes("a") }
        },
        JudgedCase("\(algorithm.rawValue)-of-parts") { bench in
          try await parts(bench, algorithm)
        },
      ]
    } + [
      JudgedCase("a-body-that-is-not-the-signed-one") { bench in
        let url = try #require(HTTPURL(bench.judge.endpoint + "/" + bench.bucket + "/" + bench.key("a")))
        var request = HTTPRequest(method: "PUT", url: url, body: .bytes(Array("evil".utf8)))
        signer(bench).sign(&request, payload: .of(Array("good".utf8)), at: SystemClock().now())
        #expect(try await bench.status(request) == 400)
      },
      JudgedCase("a-chunk-with-a-wrong-signature") { bench in
        let bytes = noise(300_000)
        let chunked = ChunkedBody(.bytes(bytes), payload: .signed, checksum: nil)
        var fields = HTTPFields()
        chunked.announce(in: &fields)
        let body = try await collected(
          chunked.encoded(signer: signer(bench).chunkSigner(after: "0", at: SystemClock().now())))
        let request = try signedStream(bench, "a", fields, payload: .signed, body: body)
        #expect(try await bench.status(request) == 403)
        try await bench.expect("NoSuchKey") { _ = try await bench.bytes("a") }
      },
    ]

  /// Three parts, put together with the checksum of the algorithm's kind.
  private static func parts(_ bench: Bench, _ algorithm: ChecksumAlgorithm) async throws {
    let client = bench.judge.client(checksum: algorithm)
    let bytes = noise((5 << 20) + 1000)
    let upload = try await client.createMultipartUpload(
      CreateMultipartUploadRequest(bucket: bench.bucket, key: bench.key("a"), checksum: algorithm))
    var completed: [CompletedPart] = []
    for (number, part) in [bytes.prefix(5 << 20), bytes.dropFirst(5 << 20)].enumerated() {
      completed.append(
        try await client.uploadPart(
          UploadPartRequest(
            bucket: bench.bucket, key: bench.key("a"), uploadId: upload.uploadId, partNumber: number + 1,
            body: .bytes(Array(part)), checksum: algorithm)))
    }
    _ = try await client.completeMultipartUpload(
      CompleteMultipartUploadRequest(
        bucket: bench.bucket, key: bench.key("a"), uploadId: upload.uploadId, parts: completed, checksum: algorithm))
    #expect(try await bench.bytes("a") == bytes)
  }

  private static func wrongTrailer(_ algorithm: ChecksumAlgorithm) -> (bytes: [UInt8], fields: HTTPFields) {
    let bytes = noise(1000)
    var body = Array(String(bytes.count, radix: 16).utf8) + [13, 10] + bytes + [13, 10]
    body += Array("0\r\n\(algorithm.fieldName):\(Checksum.base64(algorithm, of: [7]))\r\n\r\n".utf8)
    let fields: HTTPFields = [
      "Content-Encoding": "aws-chunked", "X-Amz-Decoded-Content-Length": "\(bytes.count)",
      "X-Amz-Trailer": algorithm.fieldName,
    ]
    return (body, fields)
  }

  private static func signer(_ bench: Bench) -> SigV4 {
    SigV4(credentials: bench.judge.credentials, region: Judge.region, service: "s3")
  }

  private static func signedStream(
    _ bench: Bench, _ name: String, _ fields: HTTPFields, payload: StreamingPayload, body: [UInt8]
  ) throws -> HTTPRequest {
    let url = try #require(HTTPURL(bench.judge.endpoint + "/" + bench.bucket + "/" + bench.key(name)))
    var request = HTTPRequest(method: "PUT", url: url, fields: fields, body: .bytes(body))
    signer(bench).sign(&request, payload: .streaming(payload), at: SystemClock().now())
    return request
  }

  private static func collected(_ body: HTTPBody) async throws -> [UInt8] {
    var reader = HTTPBodyReader(body)
    var bytes: [UInt8] = []
    while let chunk = try await reader.next() { bytes += chunk }
    return bytes
  }
}
