import SourceText
import Testing
import WDLFuzzing
import WDLLanguage

@Suite struct CommandParserTests {
  @Test(
    "The common indentation is taken off before placeholders are evaluated",
    arguments: [
      ("<<<\n    a\n      b\n    c\n  >>>", #"a\n  b\nc"#),
      ("<<<\n    a\n\n  \n    b\n  >>>", #"a\n\n\nb"#),
      ("<<<\n    ~{x}\n      ~{y} b\n  >>>", #"~{x}·\n  ·~{y}· b"#),
      ("<<< echo hi >>>", "echo hi"),
      ("<<<\n\ta\n\t\tb\n>>>", #"a\n\tb"#),
      ("<<<\n  \ta\n  \t\tb\n  >>>", #"a\n\tb"#),
      ("<<<\n    a \\\n      b\n>>>", "a \\\\n  b"),
      ("<<<\n  a\n\n>>>", #"a\n"#),
      ("<<<\r\n  a\r\n  b\r\n>>>", #"a\nb"#),
      ("<<<>>>", ""),
      ("<<<\n>>>", ""),
      ("<<<\n  a\n~{x}\n  b\n>>>", #"  a\n·~{x}·\n  b"#),
      ("<<<\n  cat <<EOF\n  x\n  EOF\n>>>", #"cat <<EOF\nx\nEOF"#),
    ])
  func indentation(text: String, parts: String) {
    #expect(Parsing.command(text) == parts)
  }

  @Test("Tabs here and spaces there stay as they are, with a warning")
  func mixed() {
    let parsed = Parsing.document("version 1.1\ntask t {\n  command <<<\n    a\n\tb\n  >>>\n}")
    #expect(parsed.diagnostics.map(\.id) == ["wdl.mixed-indentation"])
    #expect(parsed.document.tasks.first?.command.map { SyntaxText.of($0.parts) } == #"    a\n\tb"#)
    #expect(parsed.document.tasks.first?.command?.hasMixedIndentation == true)
  }

  @Test("Between angle brackets only the tilde makes placeholders")
  func heredoc() {
    #expect(Parsing.command("<<<${a} ~{b} $c }>>>", version: "1.0") == "${a} ·~{b}· $c }")
  }

  @Test("Between braces both make placeholders")
  func braces() {
    #expect(Parsing.command("{ ${a} ~{b} $c }", version: "1.0") == "${a}· ·~{b}· $c")
  }

  @Test("In draft-2 only the dollar sign makes placeholders, between angle brackets, too")
  func draft2() {
    #expect(Parsing.command("<<<${a} ~{b}>>>", version: "draft-2") == "${a}· ~{b}")
    #expect(Parsing.command("{ ${sep=' ' a} ~{b }", version: "draft-2") == "${sep=' ' a}· ~{b")
  }

  @Test(
    "Backslashes are the shell's, but for those that hide a mark",
    arguments: [
      (#"<<<a \> b \n \\ \" >>>"#, #"a \> b \n \\ \""#),
      (#"<<<cat \>>> x>>>"#, "cat >>> x"),
      (#"<<<cat >\>> x>>>"#, "cat >>> x"),
      (#"<<<a \~{x} \\~{y}>>>"#, #"a ~{x} \\·~{y}"#),
      (#"<<<a \${x}>>>"#, #"a \${x}"#),
      (#"{ awk '{print \}' \${x\} \~{y\} }"#, "awk '{print }' ${x} ~{y}"),
    ])
  func escapes(text: String, parts: String) {
    #expect(Parsing.command(text) == parts)
  }

  @Test("A command that is not closed is said once, where it begins")
  func unclosed() {
    let parsed = Parsing.document("version 1.0\ntask t {\n  command <<<\n    a\n  }\n  output { Int a = 1 }\n}")
    #expect(parsed.diagnostics.map(\.id) == ["wdl.unclosed-command"])
  }

  @Test("A faulty placeholder does not hide the rest of the task")
  func faultyPlaceholder() {
    let parsed = Parsing.document(
      "version 1.0\ntask t {\n  command <<<\n    a ~{1 +} b ~{}\n  >>>\n  output { Int = 1 }\n}")
    #expect(parsed.diagnostics.map(\.id) == ["wdl.unexpected-token", "wdl.empty-placeholder", "wdl.unexpected-token"])
  }
}
