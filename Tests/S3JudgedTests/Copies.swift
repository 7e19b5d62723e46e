import AWSClient
import AWSServices
import Testing

extension JudgedCase {
  private static func copy(
    _ bench: Bench, _ from: String, _ to: String, ifMatch: String? = nil, options: ObjectOptions = ObjectOptions()
  ) async throws {
    _ = try await bench.client.copyObject(
      CopyObjectRequest(
        bucket: bench.bucket, key: bench.key(to),
        source: CopySource(bucket: bench.bucket, key: bench.key(from), ifMatch: ifMatch), options: options))
  }

  static let copies = [
    JudgedCase("copies") { bench in
      for name in ["a", "k e y+é%~*'().txt", "d//x", "日本"] {
        try await bench.put(name, "in " + name)
        try await copy(bench, name, name + ".copy")
        #expect(try await bench.text(name + ".copy") == "in " + name)
      }
    },
    JudgedCase("a-copy-takes-its-properties-along") { bench in
      let options = ObjectOptions(contentType: "text/x-own", metadata: ["who": "me"])
      _ = try await bench.client.putObject(
        PutObjectRequest(bucket: bench.bucket, key: bench.key("a"), body: .bytes([1]), options: options))
      try await copy(bench, "a", "same")
      try await copy(bench, "a", "other", options: ObjectOptions(contentType: "text/y", metadata: ["who": "you"]))
      for (name, type, who) in [("same", "text/x-own", "me"), ("other", "text/y", "you")] {
        let head = try await bench.client.headObject(HeadObjectRequest(bucket: bench.bucket, key: bench.key(name)))
        #expect(head.contentType == type && head.metadata == ["who": who])
      }
    },
    JudgedCase("a-copy-of-nothing") { bench in
      try await bench.expect("NoSuchKey") { try await copy(bench, "none", "to") }
    },
    JudgedCase("a-copy-of-what-has-changed") { bench in
      let put = try await bench.put("a", "x")
      try await bench.expect(nil) { try await copy(bench, "a", "right", ifMatch: put.eTag) }
      let code = try await bench.refusal {
        try await copy(bench, "a", "wrong", ifMatch: "\"0123456789abcdef0123456789abcdef\"")
      }
      #expect(code == "PreconditionFailed")
    },
  ]

  static let listings = [
    JudgedCase("a-listing-page-by-page") { bench in
      for number in 0..<7 { try await bench.put("l/\(number)/x y.txt", "1") }
      var prefixes: [String] = []
      var pages = 0
      let request = ListObjectsV2Request(
        bucket: bench.bucket, prefix: bench.key("l/"), delimiter: "/", maxKeys: 3)
      for try await page in bench.client.listObjectsV2Pages(request) {
        prefixes += page.commonPrefixes
        pages += 1
      }
      #expect(prefixes == (0..<7).map { bench.key("l/\($0)/") } && pages == 3)
    },
    JudgedCase("a-listing-after-a-key") { bench in
      for name in ["a", "b", "b c+d", "c"] { try await bench.put(name, "1") }
      let request = ListObjectsV2Request(
        bucket: bench.bucket, prefix: bench.prefix, startAfter: bench.key("b"))
      #expect(
        try await bench.client.listObjectsV2(request).contents.map(\.key) == [bench.key("b c+d"), bench.key("c")])
    },
    JudgedCase("a-listing-of-nothing") { bench in
      let page = try await bench.client.listObjectsV2(
        ListObjectsV2Request(bucket: bench.bucket, prefix: bench.key("none/")))
      #expect(page.contents.isEmpty && page.commonPrefixes.isEmpty && page.nextContinuationToken == nil)
    },
    JudgedCase("a-token-that-is-none") { bench in
      let request = ListObjectsV2Request(bucket: bench.bucket, continuationToken: "garbage")
      try await bench.expect("InvalidArgument") { _ = try await bench.client.listObjectsV2(request) }
    },
    JudgedCase("what-a-listing-tells") { bench in
      let put = try await bench.put("a", "four")
      let page = try await bench.client.listObjectsV2(ListObjectsV2Request(bucket: bench.bucket, prefix: bench.prefix))
      #expect(page.contents.first?.size == 4 && page.contents.first?.eTag == put.eTag)
      #expect(page.contents.first?.lastModified != nil)
    },
    JudgedCase("many-keys-are-looked-up") { bench in
      let names = (0..<30).map { "\(100 + $0)" } + ["ü", "u\u{308}", "a b+c"]
      for name in names { try await bench.put(name, name) }
      let found = try await bench.client.lookUp((names + ["none"]).map { bench.key($0) }, in: bench.bucket)
      #expect(found.map { $0?.size } == names.map { Int64($0.utf8.count) } + [nil])
    },
    JudgedCase("the-buckets-of-the-account") { bench in
      let buckets = try await bench.client.listBuckets().buckets
      #expect(buckets.contains { $0.name == bench.bucket })
    },
  ]
}
