import AWSClient
import AWSServices
import Testing

extension JudgedCase {
  private static let oddNames = [
    "a b", "a+b", "a%20b", "ü", "u\u{308}", "k e y+é%~*'().txt", "日本", "😀", "a&b<c>\"d\"", "semi;colon=eq?q#h", "a\\b",
    "tab\tthere", "quote'", "d//x/./y", "..", "a/../b", "/lead", "trail/", "(1)[2]{3}|^`", "$@!,:", "~tilde~",
    String(repeating: "k", count: 900),
  ]

  static let objects = [
    JudgedCase("bytes-come-back") { bench in
      let every = (0...255).map { UInt8($0) }
      try await bench.put("every", every)
      #expect(try await bench.bytes("every") == every)
    },
    JudgedCase("an-empty-object") { bench in
      try await bench.put("empty", "")
      #expect(try await bench.bytes("empty") == [])
      let head = try await bench.client.headObject(HeadObjectRequest(bucket: bench.bucket, key: bench.key("empty")))
      #expect(head.contentLength == 0)
    },
    JudgedCase("odd-names") { bench in
      for name in oddNames { try await bench.put(name, "in " + name) }
      for name in oddNames { #expect(try await bench.text(name) == "in " + name, "\(name)") }
      var listed: [[UInt8]] = []
      let request = ListObjectsV2Request(bucket: bench.bucket, prefix: bench.prefix)
      for try await page in bench.client.listObjectsV2Pages(request) {
        listed += page.contents.map { Array($0.key.utf8) }
      }
      let wanted = oddNames.map { Array(bench.key($0).utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
      #expect(listed == wanted)
    },
    JudgedCase("a-line-feed-in-a-name") { bench in
      try await bench.put("two\nlines", "x")
      #expect(try await bench.text("two\nlines") == "x")
      let page = try await bench.client.listObjectsV2(ListObjectsV2Request(bucket: bench.bucket, prefix: bench.prefix))
      #expect(page.contents.map(\.key) == [bench.key("two\nlines")])
    },
    JudgedCase("a-head-tells-what-is-kept") { bench in
      let options = ObjectOptions(contentType: "text/x-own; charset=utf-8", metadata: ["who": "me", "a-b": "c d"])
      let put = try await bench.client.putObject(
        PutObjectRequest(bucket: bench.bucket, key: bench.key("a"), body: .bytes([1, 2]), options: options))
      let head = try await bench.client.headObject(HeadObjectRequest(bucket: bench.bucket, key: bench.key("a")))
      #expect(head.contentLength == 2 && head.eTag == put.eTag && head.contentType == options.contentType)
      #expect(head.metadata == options.metadata)
      #expect(head.lastModified != nil)
    },
    JudgedCase("ranges") { bench in
      try await bench.put("a", "0123456789")
      let ranges: [(ClosedRange<Int64>, String)] = [(1...3, "123"), (0...0, "0"), (9...9, "9"), (7...99, "789")]
      for (range, text) in ranges {
        let (response, body) = try await bench.client.getObject(
          GetObjectRequest(bucket: bench.bucket, key: bench.key("a"), range: range), limit: 100)
        #expect(String(decoding: body, as: UTF8.self) == text)
        #expect(response.totalLength == 10 && response.contentLength == Int64(text.utf8.count))
      }
      let past = GetObjectRequest(bucket: bench.bucket, key: bench.key("a"), range: 10...20)
      try await bench.expect("InvalidRange") { _ = try await bench.client.getObject(past, limit: 100) }
    },
    JudgedCase("if-match-on-reading") { bench in
      let put = try await bench.put("a", "x")
      var request = GetObjectRequest(bucket: bench.bucket, key: bench.key("a"), ifMatch: put.eTag)
      #expect(try await bench.client.getObject(request, limit: 9).body == Array("x".utf8))
      request.ifMatch = "\"0123456789abcdef0123456789abcdef\""
      #expect(
        try await bench.refusal { _ = try await bench.client.getObject(request, limit: 9) } == "PreconditionFailed")
      let head = HeadObjectRequest(bucket: bench.bucket, key: bench.key("a"), ifMatch: request.ifMatch)
      try await bench.expect("PreconditionFailed") { _ = try await bench.client.headObject(head) }
    },
    JudgedCase("if-none-match-on-writing") { bench in
      let request = PutObjectRequest(bucket: bench.bucket, key: bench.key("a"), body: .bytes([1]), ifNoneMatch: "*")
      try await bench.expect(nil) { _ = try await bench.client.putObject(request) }
      try await bench.expect("PreconditionFailed") { _ = try await bench.client.putObject(request) }
    },
    JudgedCase("what-is-not-there") { bench in
      let missing = GetObjectRequest(bucket: bench.bucket, key: bench.key("none"))
      try await bench.expect("NoSuchKey") { _ = try await bench.client.getObject(missing, limit: 9) }
      let head = HeadObjectRequest(bucket: bench.bucket, key: bench.key("none"))
      try await bench.expect("NotFound") { _ = try await bench.client.headObject(head) }
      let nowhere = GetObjectRequest(bucket: bench.bucket + "-not", key: "none")
      try await bench.expect("NoSuchBucket") { _ = try await bench.client.getObject(nowhere, limit: 9) }
      let bucket = HeadBucketRequest(bucket: bench.bucket + "-not")
      try await bench.expect("NotFound") { _ = try await bench.client.headBucket(bucket) }
      _ = try await bench.client.headBucket(HeadBucketRequest(bucket: bench.bucket))
    },
    JudgedCase("deletions") { bench in
      try await bench.put("a", "x")
      try await bench.client.deleteObject(DeleteObjectRequest(bucket: bench.bucket, key: bench.key("a")))
      try await bench.client.deleteObject(DeleteObjectRequest(bucket: bench.bucket, key: bench.key("a")))
      for name in oddNames { try await bench.put(name, "x") }
      let keys = (oddNames + ["never"]).map { bench.key($0) }
      let answer = try await bench.client.deleteObjects(DeleteObjectsRequest(bucket: bench.bucket, keys: keys))
      #expect(answer.errors == [])
      let page = try await bench.client.listObjectsV2(ListObjectsV2Request(bucket: bench.bucket, prefix: bench.prefix))
      #expect(page.contents.map(\.key) == [])
    },
    JudgedCase("a-thousand-deletions-and-one") { bench in
      let keys = (0...1000).map { bench.key("\($0)") }
      let thousand = DeleteObjectsRequest(bucket: bench.bucket, keys: Array(keys.dropLast()))
      let answer = try await bench.client.deleteObjects(thousand)
      #expect(answer.errors == [])
      let more = DeleteObjectsRequest(bucket: bench.bucket, keys: keys)
      try await bench.expect("MalformedXML") { _ = try await bench.client.deleteObjects(more) }
    },
  ]
}
