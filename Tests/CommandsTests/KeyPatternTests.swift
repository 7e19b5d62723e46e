import Commands
import Testing

@Suite struct KeyPatternTests {
  @Test(arguments: [
    ("runs/*/out/*.bam", "runs/1/out/x.bam", true), ("runs/*/out/*.bam", "runs/1/2/out/x.bam", false),
    ("runs/*/out/*.bam", "runs/1/out/x.bam.bai", false), ("**/x.bam", "a/b/x.bam", true), ("**/x.bam", "x.bam", true),
    ("a/**", "a/b/c", true), ("a/**", "a", true), ("a/**/b/**/c", "a/1/b/2/3/c", true), ("a/**/**/c", "a/c", true),
    ("?.txt", "a.txt", true), ("?.txt", "ab.txt", false), ("?.txt", "é.txt", true), ("[a-c]x", "bx", true),
    ("[!a-c]x", "bx", false), ("[!a-c]x", "dx", true), ("[]]x", "]x", true), ("*[", "a[", true), ("a\\*?", "a*b", true),
    ("a\\*?", "aab", false), ("*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false), ("*", "", true),
    ("*/", "a/", true), ("*", "a/", false), ("x*", "/x", false),
  ])
  func aKeyMatches(_ pattern: String, _ key: String, _ isMatch: Bool) {
    #expect(KeyPattern(pattern)?.matches(key) == isMatch)
  }

  @Test func aTextWithoutOpenPlacesIsNoPattern() { #expect(KeyPattern("a/b.txt") == nil) }

  @Test(arguments: [
    ("runs/*/out/*.bam", "runs/", "runs/", false), ("runs/2026*", "runs/", "runs/2026", true), ("*", "", "", true),
    ("a/**", "a/", "a/", false), ("a\\[1]/x*", "a[1]/", "a[1]/x", true), ("h/st\\*r", "h/", "h/st*r", true),
  ])
  func aPatternKnowsWhatIsFixed(_ text: String, _ folder: String, _ prefix: String, _ isOneLevel: Bool) throws {
    let pattern = try #require(KeyPattern(text))
    #expect(pattern.folder == folder && pattern.prefix == prefix && pattern.isOneLevel == isOneLevel)
  }

  @Test func aFolderThatMatchesHoldsItsFiles() throws {
    let pattern = try #require(KeyPattern("runs/2*"))
    #expect(pattern.matchesOrHolds("runs/2026/out/a") && pattern.matchesOrHolds("runs/2"))
    #expect(!pattern.matchesOrHolds("runs/1/2"))
  }
}
