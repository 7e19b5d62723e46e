import SourceText
import Testing
import WDLFuzzing
import WDLLanguage

@Suite struct WorkflowParserTests {
  @Test("A workflow has inputs, a body, outputs and metadata")
  func sections() {
    let text = """
      input { Int a  Int? b = 1 }
      Int c = a
      call t
      output { Int d = c }
      hints { allow_nested_inputs: true }
      meta { x: 1 }
      parameter_meta { a: "y" }
      """
    #expect(
      Parsing.workflow(text) == """
        workflow w
          input Int a
          input Int? b = 1
          Int c = a
          call t
          outputs
          output Int d = c
          hints {allow_nested_inputs: true}
          meta {x: 1}
          parameter_meta {a: "y"}
        """)
  }

  @Test(
    "Calls have a path, another name, predecessors and inputs",
    arguments: [
      ("call t", "call t"),
      ("call t {}", "call t"),
      ("call t { input: }", "call t"),
      ("call a.b.t as u", "call a.b.t as u"),
      ("call t as u after v after w { input: a = 1, b }", "call t as u after v after w {a = 1, b}"),
      ("call t after v as u", "call t as u after v"),
      ("call t { a = x.y, b, }", "call t {a = x.y, b}"),
      ("call t { input: input = 1 }", "call t {input = 1}"),
    ])
  func calls(text: String, call: String) {
    #expect(Parsing.workflow(text) == "workflow w\n  \(call)")
  }

  @Test("Scatters and conditionals nest")
  func nested() {
    #expect(
      Parsing.workflow("scatter (x in [1, 2]) { if (x > 1) { call t { a = x } } Int y = x }")
        == "workflow w\n  scatter (x in [1, 2]) {if ((x > 1)) {call t {a = x}}; Int y = x}")
  }

  @Test("Conditionals have further clauses from 1.3")
  func elseClauses() {
    let text = "if (a) { call t } else if (b) { call u } else { call v }"
    #expect(Parsing.workflow(text) == "workflow w\n  if (a) {call t} | if (b) {call u} | else {call v}")
    #expect(Parsing.workflow(text, version: "1.2") == "wdl.needs-version: `else` clauses need WDL 1.3 or later")
  }

  @Test("An empty output section is not the same as none")
  func emptyOutputs() {
    #expect(
      Parsing.document("version 1.0\nworkflow w { output { } }").document.workflows.first?.outputs?.isEmpty == true)
    #expect(Parsing.document("version 1.0\nworkflow w { }").document.workflows.first?.outputs == nil)
  }

  @Test("draft-2 names outputs of calls and knows several lists of inputs")
  func draft2() {
    let parsed = Parsing.document(
      "workflow w { call t { input: a = 1 input: b = 2 } output { t.* \n t.x \n Int y = t.x } }")
    #expect(parsed.diagnostics.isEmpty)
    #expect(
      parsed.document.workflows.first.map { SyntaxText.of($0) }
        == "workflow w\n  call t {a = 1, b = 2}\n  outputs\n  output t.*\n  output t.x\n  output Int y = t.x")
  }

  @Test("Outputs of calls need a type later")
  func untypedOutput() {
    #expect(
      Parsing.workflow("output { t.x }", version: "1.0") == "wdl.untyped-output: an output needs a type and a name")
  }
}
