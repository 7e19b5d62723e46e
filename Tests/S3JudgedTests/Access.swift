import AWSClient
import AWSServices
import Testing

/// A clock that is wrong by some seconds.
private struct WrongClock: AWSClock {
  let seconds: Double

  func now() -> UnixTime { SystemClock().now() + seconds }

  func sleep(for duration: Duration) async throws { try await SystemClock().sleep(for: duration) }
}

extension JudgedCase {
  private static func read(_ client: S3Client, _ bench: Bench, _ code: String?) async throws {
    let request = GetObjectRequest(bucket: bench.bucket, key: bench.key("a"))
    try await bench.expect(code) { _ = try await client.getObject(request, limit: 100) }
  }

  static let access = [
    JudgedCase("a-wrong-secret") { bench in
      try await bench.put("a", "x")
      try await read(bench.judge.client(secret: "wrong"), bench, "SignatureDoesNotMatch")
    },
    JudgedCase("an-unknown-key") { bench in
      let client = bench.judge.client(secret: "x", access: "AKIANOSUCHKEY0000000")
      try await read(client, bench, "InvalidAccessKeyId")
    },
    JudgedCase("nobody") { bench in
      try await bench.put("a", "x")
      let url = try #require(HTTPURL(bench.judge.endpoint + "/" + bench.bucket + "/" + bench.key("a")))
      #expect(try await bench.status(HTTPRequest(method: "GET", url: url)) == 403)
    },
    JudgedCase("a-clock-that-is-wrong") { bench in
      try await bench.put("a", "x")
      for seconds in [-2400.0, 2400] {
        try await read(bench.judge.client(clock: WrongClock(seconds: seconds)), bench, "RequestTimeTooSkewed")
      }
    },
    JudgedCase("a-wrong-clock-is-corrected") { bench in
      try await bench.put("a", "x")
      for seconds in [-2400.0, 2400] {
        let client = bench.judge.client(retry: RetryPolicy(), clock: WrongClock(seconds: seconds))
        try await read(client, bench, nil)
      }
    },
    JudgedCase("a-bucket-in-another-region-is-followed") { bench in
      try await bench.put("a", "x")
      try await read(bench.judge.client(region: "eu-west-3"), bench, nil)
    },
    JudgedCase("a-presigned-address") { bench in
      try await bench.put("k e y+é%~*'().txt", "x")
      let url = try await bench.client.presignedGetObject(
        bucket: bench.bucket, key: bench.key("k e y+é%~*'().txt"), expires: .seconds(60))
      #expect(try await bench.status(HTTPRequest(method: "GET", url: url)) == 200)
    },
    JudgedCase("a-presigned-address-that-was-changed") { bench in
      try await bench.put("a", "x")
      try await bench.put("b", "x")
      var url = try await bench.client.presignedGetObject(
        bucket: bench.bucket, key: bench.key("a"), expires: .seconds(60))
      url.path = String(url.path.dropLast()) + "b"
      #expect(try await bench.status(HTTPRequest(method: "GET", url: url)) == 403)
    },
    JudgedCase("a-presigned-address-that-has-expired") { bench in
      try await bench.put("a", "x")
      let client = bench.judge.client(clock: WrongClock(seconds: -120))
      let url = try await client.presignedGetObject(bucket: bench.bucket, key: bench.key("a"), expires: .seconds(60))
      #expect(try await bench.status(HTTPRequest(method: "GET", url: url)) == 403)
    },
  ]
}
