import SourceText
import Testing
import WDLFuzzing
import WDLLanguage

@Suite struct StringParserTests {
  @Test(
    "Escape sequences are resolved",
    arguments: [
      (#""\\ \n \t \' \" \~ \$""#, #""\ \n \t ' " ~ $""#),
      (#"'\\ \n \t \' \" \~ \$'"#, #"'\ \n \t ' " ~ $'"#),
      (#""\101\x42\u0043\U00000044""#, #""ABCD""#),
      (#""\u00e9\U0001F426""#, #""é🐦""#),
      (#""\~{a} \${b}""#, #""~{a} ${b}""#),
      (#""""#, #""""#),
      (#""~{a}${b}""#, #""~{a}·${b}""#),
      (#""~ $ { } ~~{a}""#, #""~ $ { } ~·~{a}""#),
      (#""it's""#, #""it's""#),
      (#"'say "x"'"#, #"'say "x"'"#),
    ])
  func escapes(text: String, tree: String) {
    #expect(Parsing.expression(text) == tree)
  }

  @Test("An unknown escape is kept and warned of", arguments: [#"\."#, #"\s"#, #"\1"#, #"\é"#])
  func unknownEscape(escape: String) {
    let parsed = Parsing.document("version 1.0\nworkflow w { String x = \"a\(escape)b\" }")
    #expect(!parsed.hasErrors)
    #expect(parsed.diagnostics.map(\.message) == ["`\(escape)` is no escape sequence"])
    #expect(SyntaxText.of(parsed.document).contains("\"a\(escape)b\""))
  }

  @Test("A code that names no character is refused", arguments: [#"\x4"#, #"\u12"#, #"\U00110000"#, #"\uD800"#])
  func malformedEscape(escape: String) {
    #expect(Parsing.expression("\"\(escape)\"").contains("wdl.malformed-escape"))
  }

  @Test(
    "Placeholders take options",
    arguments: [
      ("~{sep=', ' a}", "~{sep=', ' a}"),
      ("~{sep=\" \" [1, 2]}", "~{sep=\" \" [1, 2]}"),
      ("~{true='y' false=\"n\" b}", "~{true='y' false=\"n\" b}"),
      ("~{default='x' sep=',' o}", "~{default='x' sep=',' o}"),
      ("~{default=-1 o}", "~{default=(-1) o}"),
      ("~{default=foo.bar o}", "~{default=foo.bar o}"),
      ("~{sep(',', a)}", "~{sep(',', a)}"),
      ("~{true}", "~{true}"),
      ("~{sep == 1}", "~{(sep == 1)}"),
      ("~{ if true then 'a' else 'b' }", "~{(if true then 'a' else 'b')}"),
    ])
  func options(text: String, tree: String) {
    #expect(Parsing.expression("<<<\(text)>>>") == "<<<\(tree)<<<")
  }

  @Test("draft-2 knows only placeholders with a dollar sign")
  func draft2() {
    let parsed = Parsing.document("workflow w { String x = \"~{a} ${b}\" }")
    #expect(SyntaxText.of(parsed.document).contains("\"~{a} ·${b}\""))
  }

  @Test(
    "Multi-line strings lose their indentation and line continuations",
    arguments: [
      ("<<<hello  world>>>", "<<<hello  world<<<"),
      ("<<<   hello  world   >>>", "<<<hello  world<<<"),
      ("<<<\n   hello  world>>>", "<<<hello  world<<<"),
      ("<<<  \n   hello  world\n  >>>", "<<<hello  world<<<"),
      ("<<<\n   hello  \\\n       world\n>>>", "<<<hello  world<<<"),
      ("<<<\n   hello \\\\\n     world\n>>>", #"<<<hello \\n  world<<<"#),
      ("<<<\n\n   a\n\n     b\n\n>>>", #"<<<\na\n\n  b\n<<<"#),
      ("<<<\n   a\n \n   b\n>>>", #"<<<a\n\nb<<<"#),
      ("<<<\n   a\n     \n   b\n>>>", #"<<<a\n  \nb<<<"#),
      ("<<<\n   ~{x} a\n    ~{y}\n>>>", #"<<<~{x}· a\n ·~{y}<<<"#),
      ("<<<\n   'a' \"b\"\n>>>", #"<<<'a' "b"<<<"#),
      ("<<<\n   a \\>>> b \\~{c} \\t\n>>>", "<<<a >>> b ~{c} \\t<<<"),
      ("<<<\r\n   a\r\n     b\r\n>>>", #"<<<a\n  b<<<"#),
      ("<<<>>>", "<<<<<<"),
    ])
  func multiLine(text: String, tree: String) {
    #expect(Parsing.expression(text) == tree)
  }

  @Test("A string that is not closed does not swallow the next lines")
  func unclosed() {
    let parsed = Parsing.document("version 1.0\nworkflow w {\n  String a = \"x\n  String b = 1 +\n}")
    #expect(parsed.diagnostics.map(\.id) == ["wdl.unclosed-string", "wdl.unexpected-token"])
  }
}
