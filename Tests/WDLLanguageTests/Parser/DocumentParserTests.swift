import SourceText
import Testing
import WDLFuzzing
import WDLLanguage

@Suite struct DocumentParserTests {
  private func text(_ text: String) -> String {
    let parsed = Parsing.document(text)
    return parsed.diagnostics.isEmpty ? SyntaxText.of(parsed.document) : Parsing.problems(parsed)
  }

  @Test(
    "The version comes from the first statement",
    arguments: [
      ("version 1.0\n", "1.0"), ("version 1.1", "1.1"), ("version 1.2\n", "1.2"), ("version 1.3\n", "1.3"),
      ("version development\n", "1.3"), ("# c\n\n  version   1.2.1 # d\n", "1.2"), ("", "draft-2"),
      ("task t { command { } }", "draft-2"),
    ])
  func versions(text: String, version: String) {
    let parsed = Parsing.document(text)
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.document.version.rawValue == version)
    #expect((parsed.document.versionSpan == nil) == (version == "draft-2"))
  }

  @Test("An unknown version is the only thing said", arguments: ["2.0", "draft-2", "1", "1.0x", ""])
  func unknownVersion(version: String) {
    let parsed = Parsing.document("version \(version)\ntask t { nonsense }")
    #expect(parsed.diagnostics.map(\.id) == (version.isEmpty ? parsed.diagnostics.map(\.id) : ["wdl.unknown-version"]))
    #expect(parsed.hasErrors)
  }

  @Test("A late version statement counts for the whole document")
  func lateVersion() {
    let parsed = Parsing.document("task t { input { Int a } command { } }\nversion 1.1\nstruct S { Int a }")
    #expect(parsed.diagnostics.map(\.id) == ["wdl.misplaced-version"])
    #expect(parsed.document.version == .v1_1)
    #expect(parsed.document.structs.count == 1)
  }

  @Test("Imports have a namespace and aliases")
  func imports() {
    #expect(
      text("version 1.1\nimport \"a.wdl\"\nimport 'http://x/b.wdl' as b alias A as B alias C as D\n")
        == "version 1.1\nimport \"a.wdl\"\nimport 'http://x/b.wdl' as b alias A as B alias C as D")
  }

  @Test("Structs have members, and metadata from 1.2")
  func structs() {
    #expect(
      text("version 1.2\nstruct S {\n  String a\n  Array[Int]+? b\n  meta { x: 1 }\n  parameter_meta { a: \"y\" }\n}")
        == "version 1.2\nstruct S {String a; Array[Int]+? b}meta {x: 1}parameter_meta {a: \"y\"}")
  }

  @Test("Enums have choices with or without values")
  func enums() {
    #expect(
      text("version 1.3\nenum A { X, Y }\nenum B[Int] { X = 1, Y = 2, }\nenum C { X = \"x\" }\n")
        == "version 1.3\nenum A {X, Y}\nenum B[Int] {X = 1, Y = 2}\nenum C {X = \"x\"}")
  }

  @Test("Metadata has values like those of JSON")
  func meta() {
    let parsed = Parsing.document(
      """
      version 1.0
      workflow w {
        meta {
          version: 1.1
          input: [1, -2.5, 'x', null, true], output: {a: {b: "c"}, d: []}
          n: object { x: 1 }
        }
      }
      """)
    #expect(parsed.diagnostics.isEmpty)
    #expect(
      parsed.document.workflows.first.map { SyntaxText.of($0) }
        == "workflow w\n  meta {version: 1.1, input: [1, -2.5, \"x\", null, true], output: {a: {b: \"c\"}, d: []}, n: {x: 1}}"
    )
  }

  @Test("Comments are kept with their places, but not those of commands and strings")
  func comments() {
    let parsed = Parsing.document(
      "# a\nversion 1.0 # b\r\ntask t { # c\n  String s = \"# no\"\n  command <<<\n    # no\n    ~{ # d\n s}\n  >>>\n}\n# e"
    )
    #expect(parsed.document.comments.map(\.text) == ["# a", "# b", "# c", "# d", "# e"])
    #expect(parsed.document.comments.map { parsed.document.file.text($0.span) } == ["# a", "# b", "# c", "# d", "# e"])
  }

  @Test("A byte order mark is passed over with a warning")
  func byteOrderMark() {
    let parsed = Parsing.document("\u{FEFF}version 1.0\nworkflow w {}")
    #expect(parsed.diagnostics.map(\.id) == ["wdl.byte-order-mark"])
    #expect(!parsed.hasErrors)
    #expect(parsed.document.workflows.count == 1)
  }

  @Test("Text that is not UTF-8 is refused at its place")
  func notUTF8() {
    let file = SourceFile(name: "x", bytes: Array("version 1.0\n# abcdefgh ".utf8) + [0xC3, 0x28])
    let parsed = WDLParser.parse(file)
    #expect(parsed.diagnostics.map(\.id) == ["wdl.not-utf8"])
    #expect(parsed.diagnostics.first?.span.start == 23)
  }

  @Test("Lines may end with carriage returns, too")
  func carriageReturns() {
    #expect(text("version 1.0\r\nworkflow w {\r\n  Int a = 1\r\n}\r\n") == "version 1.0\nworkflow w\n  Int a = 1")
  }

  @Test(
    "Types have arguments and quantifiers",
    arguments: [
      "Int", "Int?", "Array[Int]", "Array[File]+", "Array[File?]+?", "Map[String,Pair[Int,Array[X]?]]", "Object",
    ])
  func types(type: String) {
    #expect(text("version 1.0\nstruct S { \(type) a }") == "version 1.0\nstruct S {\(type) a}")
  }
}
