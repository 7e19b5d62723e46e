import SourceText
import Testing
import WDLLanguage

@Suite struct VersionRuleTests {
  @Test(
    "What came with a version is refused before it, and said once",
    arguments: [
      ("1.0", "workflow w { S a = S { x: 1 }  S b = S { x: 1 } }", "struct literals need WDL 1.1 or later"),
      ("1.0", "workflow w { call t after u { input: a = 1 } }", "`after` clauses need WDL 1.1 or later"),
      ("1.0", "workflow w { call t { input: a } }", "call inputs without a value need WDL 1.1 or later"),
      ("1.1", "workflow w { call t { a = 1 } }", "call inputs without `input:` need WDL 1.2 or later"),
      ("1.1", "task t { input { env String a } command { } }", "`env` declarations need WDL 1.2 or later"),
      ("1.1", "workflow w { Int a = 2 ** 3 }", "`**` operators need WDL 1.2 or later"),
      ("1.1", "workflow w { String a = <<< x >>> }", "multi-line strings need WDL 1.2 or later"),
      ("1.1", "task t { command { } requirements { } }", "`requirements` sections need WDL 1.2 or later"),
      ("1.1", "task t { command { } hints { } }", "`hints` sections need WDL 1.2 or later"),
      ("1.1", "struct S { Int a meta { } }", "`meta` sections of structs need WDL 1.2 or later"),
      ("1.2", "enum E { A }", "enums need WDL 1.3 or later"),
    ])
  func rules(version: String, text: String, message: String) {
    let parsed = Parsing.document("version \(version)\n\(text)")
    #expect(parsed.diagnostics.map(\.message) == [message])
  }

  @Test(
    "draft-2 documents are told to name a version",
    arguments: [
      ("task t { input { Int a } command { } }", "`input` sections need WDL 1.0 or later"),
      ("struct S { Int a }", "structs need WDL 1.0 or later"),
      ("import \"a\" as b alias C as D", "aliases of imports need WDL 1.0 or later"),
    ])
  func draft2(text: String, message: String) {
    let parsed = Parsing.document(text)
    #expect(parsed.diagnostics.map(\.message) == [message])
    #expect(parsed.diagnostics.first?.help?.contains("version 1.0") == true)
  }

  @Test("Reserved words cannot be names", arguments: ["task", "Int", "scatter", "then", "runtime"])
  func reserved(word: String) {
    #expect(
      Parsing.document("version 1.0\nworkflow w { Int \(word) = 1 }").diagnostics.map(\.id) == ["wdl.reserved-name"])
  }

  @Test(
    "Words that were reserved later are names before, and warned of in between",
    arguments: [("1.0", 0, 0), ("1.1", 1, 0), ("1.2", 1, 1), ("1.3", 1, 1)])
  func softlyReserved(version: String, diagnostics: Int, errors: Int) {
    let parsed = Parsing.document("version \(version)\nworkflow w { Int left = 1 }")
    #expect(parsed.diagnostics.count == diagnostics)
    #expect(parsed.diagnostics.filter { $0.severity == .error }.count == errors)
  }

  @Test("Members and keys may be named as one likes")
  func members() {
    let text = "Int a = p.left + p.right + x.task.input  Object o = object { runtime: 1, task: 2 }"
    #expect(
      Parsing.workflow(text)
        == "workflow w\n  Int a = ((p.left + p.right) + x.task.input)\n  Object o = object {runtime: 1, task: 2}"
    )
  }
}
