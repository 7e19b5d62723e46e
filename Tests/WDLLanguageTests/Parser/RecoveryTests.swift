import SourceText
import Testing
import WDLFuzzing
import WDLLanguage

@Suite struct RecoveryTests {
  @Test("Several mistakes come out of one reading, each once")
  func several() {
    let parsed = Parsing.document(
      """
      version 1.0
      task a {
        input { Int = 1  String b }
        command <<< ~{x +} >>>
        output { File f = stdout( }
        runtime { docker "x" }
      }
      workflow w {
        call
        scatter (x on y) { call t { input: a = } }
        Int c = [1, 2
        Int d = {"a" 1}
      }
      """)
    #expect(parsed.diagnostics.count == 9)
    #expect(Set(parsed.diagnostics.map { $0.file.position(of: $0.span.start).line }).count >= 8)
    #expect(parsed.document.tasks.count == 1)
    #expect(parsed.document.workflows.count == 1)
  }

  @Test("A task whose brace is missing does not swallow the next")
  func missingBrace() {
    let parsed = Parsing.document(
      "version 1.0\ntask a {\n  command { }\n  output {\n    Int x = 1\n\ntask b {\n  command { }\n}\nworkflow w {\n}\n"
    )
    #expect(parsed.diagnostics.map(\.id) == ["wdl.unclosed-brace"])
    #expect(parsed.document.tasks.map(\.name.text) == ["a", "b"])
    #expect(parsed.document.workflows.count == 1)
  }

  @Test("The rest of a faulty item is left out")
  func leftOut() {
    let parsed = Parsing.document("version 1.0\nworkflow w {\n  Int a = 1 +\n  Int b = 2\n  Int c = )\n  Int d = 4\n}")
    #expect(parsed.document.workflows.first.map { SyntaxText.of($0) } == "workflow w\n  Int b = 2\n  Int d = 4")
    #expect(parsed.diagnostics.count == 2)
  }

  @Test("What stands at the wrong place is named")
  func misplaced() {
    #expect(Parsing.task("command { }\ncall x") == "wdl.misplaced-statement: `call` is for workflows")
    #expect(
      Parsing.workflow("runtime { a: 1 }\nInt b = 1") == "wdl.misplaced-section: `runtime` sections are for tasks")
    #expect(
      Parsing.workflow("scatter (x in y) {\n  output { Int a = 1 }\n  Int c = 1\n}")
        == "wdl.misplaced-section: `output` sections stand directly in a workflow")
    #expect(Parsing.workflow("command <<< } >>>\nInt b = 1").hasPrefix("wdl.misplaced-section"))
    #expect(
      Parsing.workflow("else { }").hasPrefix("wdl.stray-else: `else` does not follow the `}` of an `if`"))
  }

  @Test("Whatever is cut off is said", arguments: 1..<200)
  func cut(length: Int) {
    let whole = """
      version 1.2
      task t { input { Array[String]+ a = ["x", 'y~{1 + 2}'] } command <<< echo ~{sep=' ' a} >>> output { Int b = 1 }
      requirements { cpu: if true then 1 else 2 } } workflow w { scatter (x in [1]) { call t { a = [] } } }
      """
    let parsed = Parsing.document(String(whole.prefix(length)))
    #expect(parsed.hasErrors || parsed.document.workflows.isEmpty)
  }
}
