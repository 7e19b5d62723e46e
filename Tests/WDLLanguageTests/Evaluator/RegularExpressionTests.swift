import Testing
import WDLLanguage

/// A pattern, a text, and the first match in it.
struct MatchCase: Sendable, CustomTestStringConvertible {
  let pattern: String
  let text: String
  let match: String?

  init(_ pattern: String, _ text: String, _ match: String?) {
    self.pattern = pattern
    self.text = text
    self.match = match
  }

  var testDescription: String { "\(pattern) in \(text)" }
}

struct RegularExpressionTests {
  @Test(arguments: [
    MatchCase("[]a]+", "x]a]", "]a]"), MatchCase("[^]a]+", "]ab]", "b"), MatchCase("[a-]+", "b-a", "-a"),
    MatchCase("[[:digit:]_-]+", "a12_-b", "12_-"), MatchCase("[[:upper:]][[:lower:]]*", "a Word", "Word"),
    MatchCase("[[:space:]]", "a\tb", "\t"), MatchCase("[[:punct:]]+", "a$+,b", "$+,"),
    MatchCase("[[.-.]a]+", "b-a", "-a"), MatchCase("[a&&b]+", "x&b", "&b"), MatchCase("[--/]+", "a./", "./"),
    MatchCase("x{,2}y", "xxxy", "xxy"), MatchCase("x{2}", "xxx", "xx"), MatchCase("a{", "a{", "a{"),
    MatchCase("a{b}", "a{b}", "a{b}"), MatchCase("a**", "aa", "aa"),
    MatchCase("#a b", "#a b", "#a b"), MatchCase("late$", "late\n", nil), MatchCase("a.b", "a\nb", nil),
  ])
  func readsExtendedRegularExpressions(_ example: MatchCase) async throws {
    #expect(try await RegularExpressions().firstMatch(of: example.pattern, in: example.text) == example.match)
  }

  @Test(arguments: [
    MatchCase("\\d+", "a12", "12"), MatchCase("[\\d.]+", "a1.2", "1.2"), MatchCase("[\\w.-]+", " é_1.b-", "é_1.b-"),
    MatchCase("\\bfoo\\b", "afoo foo", "foo"), MatchCase("[^\\s]+", " ab ", "ab"), MatchCase("[\\S]+", " ab ", "ab"),
    MatchCase("\\.\\-\\_\\/", "._.-_/", ".-_/"), MatchCase("[\\]\\[]+", "a][", "]["), MatchCase("a+?", "aaa", "a"),
    MatchCase("(?:ab)+", "abab", "abab"), MatchCase("(?i)abc", "xABC", "ABC"), MatchCase("a(?=b)", "aab", "a"),
    MatchCase("(a)\\1", "baa", "aa"), MatchCase("\\x41\\u0042", "AB", "AB"), MatchCase("(?s)a.b", "a\nb", "a\nb"),
    MatchCase("(?P<x>a)b", "ab", "ab"),
  ])
  func readsWhatOtherEnginesHaveTaughtPeopleToWrite(_ example: MatchCase) async throws {
    #expect(try await RegularExpressions().firstMatch(of: example.pattern, in: example.text) == example.match)
  }

  @Test(arguments: [
    MatchCase("a|ab", "abc", "ab"), MatchCase("\\.(fq|fq\\.gz)", "x.fq.gz", ".fq.gz"),
    MatchCase("(x|xy)z", "xyz", "xyz"),
  ])
  func ofPlainAlternativesTheLongestIsTaken(_ example: MatchCase) async throws {
    #expect(try await RegularExpressions().firstMatch(of: example.pattern, in: example.text) == example.match)
  }

  @Test func aCombiningMarkIsACharacterOfItsOwn() async throws {
    #expect(try await RegularExpressions().firstMatch(of: ".", in: "e\u{301}") == "e")
  }

  @Test(arguments: [
    "(", ")", "[a", "*a", "a{2,1}", "a{99999}", "\\", "[[:nope:]]", "[b-a]", "\\y", "(a)\\2", "(?", "(?<a", "a|*",
    "\\x4",
    "[\\", "[[:alpha", "\\p{", "(?x)a",
    String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
  ])
  func aPatternThatIsNotValidIsAnErrorThatSaysSo(_ pattern: String) async {
    await #expect(throws: EvaluationError.self) {
      try await RegularExpressions().firstMatch(of: pattern, in: "a")
    }
  }
}
