import Testing

/// One thing that a server of S3 has to do for martlet's client, and the client for it.
struct JudgedCase: Sendable, CustomTestStringConvertible {
  let name: String
  let body: @Sendable (Bench) async throws -> Void

  init(_ name: String, _ body: @escaping @Sendable (Bench) async throws -> Void) {
    self.name = name
    self.body = body
  }

  var testDescription: String { name }
}

@Suite(.enabled(if: Judge.given != nil, "no server of S3 is named by MARTLET_S3_ENDPOINT and its keys"))
struct JudgedCaseTests {
  private static let cases =
    JudgedCase.objects + JudgedCase.checksums + JudgedCase.multipart + JudgedCase.copies + JudgedCase.listings
    + JudgedCase.access + JudgedCase.transfers

  @Test func theServerAndTheClientAgree() async throws {
    let judge = try #require(Judge.given)
    try await judge.makeBucket()
    #expect(judge.cannot.keys.filter { name in !Self.cases.contains { $0.name == name } } == [])
    for (number, one) in Self.cases.enumerated() {
      let bench = Bench(judge: judge, prefix: "case-\(number)/")
      if let reason = judge.cannot[one.name] {
        await withKnownIssue("\(one.name): \(reason)") { try await one.body(bench) }
      } else {
        await Self.run(one, bench)
      }
    }
    print("\(Self.cases.count) cases, of which the server cannot do \(judge.cannot.count)")
    try await judge.removeBucket()
  }

  private static func run(_ one: JudgedCase, _ bench: Bench) async {
    do {
      try await one.body(bench)
    } catch {
      Issue.record("\(one.name): \(error)")
    }
  }
}
