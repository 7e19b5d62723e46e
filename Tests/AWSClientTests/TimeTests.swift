import Testing

@testable import AWSClient

@Suite struct TimeTests {
  @Test(arguments: [
    (0.0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"), (951_868_799, "20000229T235959Z"),
    (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"), (1_795_216_893, "20261120T232133Z"),
  ]) func aTimeIsSpelledAsSignaturesWantIt(_ seconds: Double, _ expected: String) {
    #expect(UnixTime(seconds: seconds).basic == expected)
  }

  @Test func theSpellingsOfATimeAreRead() {
    let time = UnixTime(seconds: 1_795_216_893)
    #expect(UnixTime(httpDate: "Fri, 20 Nov 2026 23:21:33 GMT") == time)
    #expect(UnixTime(iso8601: "2026-11-20T23:21:33Z") == time)
    #expect(UnixTime(iso8601: "2026-11-21T00:21:33.500+01:00") == time + 0.5)
    #expect(UnixTime(iso8601: time.iso8601) == time)
  }

  @Test(arguments: ["", "yesterday", "2026-11-20", "2026-11-20T25", "Fri, 20 Foo 2026 23:21:33 GMT"])
  func whatIsNoTimeIsRefused(_ text: String) {
    #expect(UnixTime(iso8601: text) == nil)
    #expect(UnixTime(httpDate: text) == nil)
  }
}
