import SourceText
import Testing

@Suite struct SourceTextTests {
  private let file = SourceFile(name: "a.wdl", text: "one\n\ttwö x\n\nend")

  @Test(arguments: [(0, 1, 1), (3, 1, 4), (4, 2, 1), (5, 2, 2), (9, 2, 5), (99, 4, 4), (-1, 1, 1), (12, 3, 1)])
  func bytesHaveLinesAndColumns(offset: Int, line: Int, column: Int) {
    #expect(file.position(of: offset) == SourcePosition(line: line, column: column))
  }

  @Test func linesComeWithoutTheirEnd() {
    #expect((0...5).map(file.line) == ["", "one", "\ttwö x", "", "end", ""])
  }

  @Test func aDiagnosticPointsToItsPlace() {
    let diagnostic = Diagnostic(
      "wdl.unknown-name", "unknown name `x`", in: file, at: SourceSpan(10, 11), label: "here", help: "did you mean `y`?"
    )
    #expect(
      DiagnosticRenderer.render(diagnostic) == """
        error[wdl.unknown-name]: unknown name `x`
         --> a.wdl:2:6
          |
        2 | \ttwö x
          | \t    ^ here
          = help: did you mean `y`?
        """)
  }

  @Test func aSpanOverSeveralLinesIsMarkedToTheEndOfTheFirst() {
    let diagnostic = Diagnostic("x", .warning, "long", in: file, at: SourceSpan(0, 8))
    #expect(DiagnosticRenderer.render(diagnostic).split(separator: "\n").last == "  | ^^^")
  }

  @Test(
    arguments: [
      ("algn", ["align", "sort"], "align"), ("refrence", ["reads", "reference"], "reference"), ("xyz", ["align"], nil),
      ("ba", ["ab"], "ab"), ("Align", ["align"], "align"), ("a", [], nil),
    ] as [(String, [String], String?)])
  func theNearestNameIsSuggested(name: String, candidates: [String], expected: String?) {
    #expect(Suggestion.nearest(to: name, among: candidates) == expected)
  }
}
