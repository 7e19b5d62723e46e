import AWSClient
import AWSServices
import Testing

/// An upload in parts, step by step.
private struct Parts {
  let bench: Bench
  let name: String
  let uploadId: String

  init(_ bench: Bench, _ name: String) async throws {
    self.bench = bench
    self.name = name
    uploadId = try await bench.client.createMultipartUpload(
      CreateMultipartUploadRequest(bucket: bench.bucket, key: bench.key(name))
    ).uploadId
  }

  func send(_ number: Int, _ bytes: [UInt8]) async throws -> CompletedPart {
    try await bench.client.uploadPart(
      UploadPartRequest(
        bucket: bench.bucket, key: bench.key(name), uploadId: uploadId, partNumber: number, body: .bytes(bytes)))
  }

  func complete(_ parts: [CompletedPart], ifNoneMatch: String? = nil) async throws -> CompleteMultipartUploadResponse {
    try await bench.client.completeMultipartUpload(
      CompleteMultipartUploadRequest(
        bucket: bench.bucket, key: bench.key(name), uploadId: uploadId, parts: parts, ifNoneMatch: ifNoneMatch))
  }

  func abort() async throws {
    try await bench.client.abortMultipartUpload(
      AbortMultipartUploadRequest(bucket: bench.bucket, key: bench.key(name), uploadId: uploadId))
  }

  func list() async throws -> [ListPartsResponse.Part] {
    var found: [ListPartsResponse.Part] = []
    let request = ListPartsRequest(bucket: bench.bucket, key: bench.key(name), uploadId: uploadId)
    for try await page in bench.client.listPartsPages(request) { found += page.parts }
    return found
  }
}

extension JudgedCase {
  private static let full = noise(5 << 20)

  static let multipart = [
    JudgedCase("parts-become-an-object") { bench in
      let upload = try await Parts(bench, "a b+c")
      let parts = [try await upload.send(1, full), try await upload.send(2, [1, 2, 3])]
      try await bench.expect("NoSuchKey") { _ = try await bench.bytes("a b+c") }
      let answer = try await upload.complete(parts)
      #expect(answer.eTag?.hasSuffix("-2\"") == true, "\(answer.eTag ?? "no ETag")")
      #expect(try await bench.bytes("a b+c") == full + [1, 2, 3])
    },
    JudgedCase("a-part-that-is-sent-again-counts") { bench in
      let upload = try await Parts(bench, "a")
      _ = try await upload.send(1, Array("old".utf8))
      _ = try await upload.complete([try await upload.send(1, Array("new".utf8))])
      #expect(try await bench.text("a") == "new")
    },
    JudgedCase("parts-are-listed") { bench in
      let upload = try await Parts(bench, "a")
      let sent = [try await upload.send(1, full), try await upload.send(3, [1, 2, 3])]
      let listed = try await upload.list()
      #expect(listed.map(\.partNumber) == [1, 3] && listed.map(\.size) == [5 << 20, 3])
      #expect(listed.map(\.eTag) == sent.map(\.eTag))
      try await upload.abort()
    },
    JudgedCase("an-aborted-upload-is-gone") { bench in
      let upload = try await Parts(bench, "a")
      _ = try await upload.send(1, [1])
      try await upload.abort()
      try await bench.expect("NoSuchUpload") { _ = try await upload.send(2, [1]) }
      try await bench.expect("NoSuchUpload") { _ = try await upload.list() }
    },
    JudgedCase("a-part-that-is-too-small") { bench in
      let upload = try await Parts(bench, "a")
      let parts = [try await upload.send(1, [1]), try await upload.send(2, [2])]
      try await bench.expect("EntityTooSmall") { _ = try await upload.complete(parts) }
    },
    JudgedCase("a-part-that-nobody-sent") { bench in
      let upload = try await Parts(bench, "a")
      _ = try await upload.send(1, [1])
      let wrong = CompletedPart(partNumber: 1, eTag: "\"0123456789abcdef0123456789abcdef\"")
      try await bench.expect("InvalidPart") { _ = try await upload.complete([wrong]) }
    },
    JudgedCase("parts-out-of-order") { bench in
      let upload = try await Parts(bench, "a")
      let parts = [try await upload.send(1, full), try await upload.send(2, [2])]
      try await bench.expect("InvalidPartOrder") { _ = try await upload.complete(parts.reversed()) }
    },
    JudgedCase("an-upload-that-never-was") { bench in
      let request = UploadPartRequest(
        bucket: bench.bucket, key: bench.key("a"), uploadId: "bm9wZQ", partNumber: 1, body: .bytes([1]))
      try await bench.expect("NoSuchUpload") { _ = try await bench.client.uploadPart(request) }
    },
    JudgedCase("completion-where-an-object-is") { bench in
      try await bench.put("a", "first")
      let upload = try await Parts(bench, "a")
      let parts = [try await upload.send(1, [1])]
      let code = try await bench.refusal { _ = try await upload.complete(parts, ifNoneMatch: "*") }
      #expect(code == "PreconditionFailed")
      #expect(try await bench.text("a") == "first")
    },
    JudgedCase("a-part-out-of-an-object") { bench in
      try await bench.put("from", full + [9])
      let upload = try await Parts(bench, "to")
      var parts: [CompletedPart] = []
      for (number, range) in [(1, 0...Int64((5 << 20) - 1)), (2, Int64(5 << 20)...Int64(5 << 20))] {
        parts.append(
          try await bench.client.uploadPartCopy(
            UploadPartCopyRequest(
              bucket: bench.bucket, key: bench.key("to"), uploadId: upload.uploadId, partNumber: number,
              source: CopySource(bucket: bench.bucket, key: bench.key("from")), range: range)))
      }
      _ = try await upload.complete(parts)
      #expect(try await bench.bytes("to") == full + [9])
    },
  ]
}
