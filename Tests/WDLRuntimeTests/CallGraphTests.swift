import SourceText
import Testing
import WDLRuntime
import WorkflowModel

/// Which calls wait for which, as the text tells it before a run.
@Suite struct CallGraphTests {
  private func edges(of body: String, _ more: String = "") async throws -> [String] {
    let tasks = ["a", "b", "c"].map { name in
      "task \(name) { input { Int x = 0 } command <<< >>> output { Int y = x File f = stdout() } }"
    }
    let text = "version 1.1\n" + more + "\n" + tasks.joined(separator: "\n") + "\nworkflow w { \(body) }\n"
    return try await graph(text).edges.map { "\($0.from) > \($0.to)" }
  }

  private func graph(_ text: String) async throws -> CallGraph {
    let inner = """
      version 1.1
      task first { input { Int x = 0 } command <<< >>> output { Int y = x } }
      task second { input { Int x = 0 } command <<< >>> output { Int y = x } }
      workflow inner {
        input { Int x = 0 }
        call first { input: x = x }
        call second { input: x = first.y }
        output { Int one = first.y Int two = second.y Int same = x }
      }
      """
    let loaded = try await WDL().load("/doc/main.wdl", lints: false) { path in
      Array((path.hasSuffix("inner.wdl") ? inner : text).utf8)
    }
    let program = try #require(
      loaded.program, "\(loaded.diagnostics.map { DiagnosticRenderer.render($0) }.joined(separator: "\n"))")
    return try program.graph(of: nil)
  }

  @Test func aCallWaitsForWhatItsInputsAreMadeOf() async throws {
    #expect(try await edges(of: "call a call b { input: x = z + 1 } Int z = a.y * 2") == ["a > b"])
  }

  @Test func aCallWaitsForWhatItComesAfter() async throws {
    #expect(try await edges(of: "call a call b after a") == ["a > b"])
  }

  @Test func aScatterWaitsForItsCollection() async throws {
    #expect(
      try await edges(of: "call a scatter (i in range(a.y)) { call b call c { input: x = b.y } }") == [
        "a > b", "b > c",
      ])
  }

  @Test func whatGathersAScatterWaitsForItsCalls() async throws {
    #expect(
      try await edges(of: "scatter (i in [1, 2]) { call a { input: x = i } } call b { input: x = length(a.y) }")
        == ["a > b"])
  }

  @Test func aSectionThatMayNotRunWaitsForItsCondition() async throws {
    #expect(
      try await edges(of: "call a if (a.y > 1) { call b } call c { input: x = select_first([b.y, 0]) }") == [
        "a > b", "b > c",
      ])
  }

  @Test func ofACalledWorkflowTheCallsThatMatterAreNamed() async throws {
    let edges = try await edges(
      of: "call a call inner.inner as p { input: x = a.y } call b { input: x = p.one } call c { input: x = p.same }",
      "import \"inner.wdl\" as inner")
    #expect(edges == ["a > p.first", "p.first > p.second", "p.first > b", "p.first > c", "p.second > c"])
  }

  @Test func sectionsAreTitledAsTheTextHasThem() async throws {
    let text = """
      version 1.1
      task a { command <<< >>> }
      workflow w { input { Boolean yes = true } if (yes) { scatter (i in  range( 3 )) { call a } } }
      """
    let items = try await graph(text).items
    let call = CallGraph.Item.call(.init(name: "a", task: "a"))
    #expect(items == [.section(.conditional("if yes"), [.section(.scatter("i in range( 3 )"), [call])])])
  }
}
