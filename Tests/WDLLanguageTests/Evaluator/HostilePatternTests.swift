import Testing
import WDLLanguage

/// Patterns that take engines which go back for ever.
struct HostilePatternTests {
  @Test(arguments: [
    "(a+)+$", "(a*)*b", "(a|a)+$", "(a|aa)+$", "([a-z]+)*[0-9]", "(?i)(A+)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]+$",
  ])
  func noPatternTakesForEver(_ pattern: String) async throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(try await RegularExpressions().firstMatch(of: pattern, in: text) == nil)
  }

  @Test func manyMatchesAreFoundOneAfterTheOther() async throws {
    let text = String(repeating: "ab", count: 20_000)
    let replaced = try await RegularExpressions().replace("a", in: text, with: "")
    #expect(replaced == String(repeating: "b", count: 20_000))
  }

  @Test(arguments: [
    MatchCase("(a|ab)(c|bcd)?", "abcd", "abcd"), MatchCase("x*|b", "b", "b"), MatchCase("(a+|b+)*c?", "aabbc", "aabbc"),
    MatchCase("[ab]{2,3}", "abab", "aba"), MatchCase("[ab]{2,3}?", "abab", "ab"), MatchCase("(?m)^b$", "a\nb\nc", "b"),
    MatchCase("(?i)[a-c]+", "xABz", "AB"), MatchCase("", "abc", ""), MatchCase("(|a)b", "ab", "ab"),
  ])
  func theLeftmostAndOfThoseTheLongestIsTaken(_ example: MatchCase) async throws {
    #expect(try await RegularExpressions().firstMatch(of: example.pattern, in: example.text) == example.match)
  }

  @Test func emptyMatchesStandBetweenCharacters() async throws {
    #expect(try await RegularExpressions().replace("x*", in: "axb", with: "-") == "-a--b-")
  }

  @Test func repetitionsOfRepetitionsHaveALimit() async {
    await #expect(throws: EvaluationError.self) {
      try await RegularExpressions().firstMatch(of: "((a{1000}){1000}){1000}", in: "a")
    }
  }
}
