import SourceText
import TestSupport
import Testing
import WDLFuzzing
import WDLLanguage

@Suite struct FormatterTests {
  @Test(
    "Published documents mean the same after formatting, and formatting again changes nothing",
    arguments: PublishedCases.versions)
  func published(version: String) throws {
    for file in try PublishedCases.documents(of: version) where !file.name.contains("_fail") {
      FormatterCheck.check(file)
    }
  }

  @Test("What documents look like after formatting")
  func layouts() throws {
    let golden = Golden("Layouts")
    let names = try golden.names(endingWith: ".wdl").filter { !$0.hasSuffix(".formatted.wdl") }
    #expect(names.count > 5)
    for name in names {
      let file = SourceFile(name: name, text: try golden.text(of: name))
      FormatterCheck.check(file)
      let text = try #require(WDLFormatter.format(file).text)
      #expect(try golden.difference(of: text, from: String(name.dropLast(4)) + ".formatted.wdl") == nil)
    }
  }

  @Test("A document with mistakes is left alone")
  func mistakes() {
    let formatted = WDLFormatter.format(SourceFile(name: "x", text: "version 1.0\nworkflow w { Int a = }"))
    #expect(formatted.text == nil)
    #expect(!formatted.isChanged)
    #expect(formatted.diagnostics.count == 1)
  }

  @Test("A comment between `command` and its text is kept")
  func commentWithinCommand() {
    FormatterCheck.check(SourceFile(name: "x", text: "version 1.0\ntask t {\n  command # why\n  <<< a >>>\n}\n"))
    FormatterCheck.check(
      SourceFile(name: "x", text: "version 1.0\ntask t {\n  command # ~{\n # b\n  { a ~{1 # c\n} }\n}\n"))
  }

  @Test("A document in the right layout is not changed")
  func unchanged() {
    let text = "version 1.0\n\nworkflow w {\n    Int a = 1\n}\n"
    #expect(!WDLFormatter.format(SourceFile(name: "x", text: text)).isChanged)
    #expect(WDLFormatter.format(SourceFile(name: "x", text: text + "\n")).isChanged)
  }
}

enum FormatterCheck {
  /// Formats twice and compares meaning, comments and layout.
  static func check(_ file: SourceFile) {
    let source = WDLParser.parse(file)
    guard let text = WDLFormatter.format(file).text else { return }
    let once = SourceFile(name: file.name, text: text)
    let parsed = WDLParser.parse(once)
    #expect(!parsed.hasErrors, "\(file.name): \(Parsing.problems(parsed))\n\(text)")
    #expect(SyntaxText.of(parsed.document) == SyntaxText.of(source.document), "\(file.name)")
    #expect(
      parsed.document.comments.map(\.text) == source.document.comments.map(\.text), "\(file.name)\n\(text)")
    #expect(WDLFormatter.format(once).text == text, "\(file.name)\n\(text)")
  }
}
