import JSONText
import SourceText
import TestSupport
import Testing
import WDLLanguage
import WorkflowModel

@testable import WDLRuntime

@Suite struct DescriptionTests {
  @Test func aWorkflowTellsWhatItTakesGivesAndNeeds() async throws {
    let description = try await describe(
      [
        "main.wdl": """
        version 1.1
        import "lib.wdl" as lib
        struct Sample { String name
          Int? depth }
        workflow w {
          meta { author: "me" allowNestedInputs: true }
          input { Array[Sample]+ samples
            Map[String, File]? files
            Pair[Int, Float] pair = (2 + 2, 1.0) }
          call lib.align
          call own
          output { Array[File] aligned = [align.bam] }
        }
        task own { command {} runtime { container: "ubuntu:24.04" } }
        """,
        "lib.wdl": """
        version 1.0
        task align { input { Int threads = 4
          String mode }
          command {} runtime { docker: "bwa:" + mode } output { File bam = "x" } }
        task unused { command {} runtime { docker: "unused" } }
        """,
      ])
    #expect(description.name == "w" && description.isWorkflow)
    #expect(
      description.inputs.map { "\($0.name) \($0.type.text) \($0.isOptional) \($0.defaultText ?? "-")" } == [
        "samples Array[Sample]+ false -", "files Map[String, File]? true -", "pair Pair[Int, Float] true (2 + 2, 1.0)",
        "align.threads Int true 4", "align.mode String false -",
      ])
    #expect(description.outputs.map { "\($0.name) \($0.type.text)" } == ["aligned Array[File]"])
    #expect(description.images == ["\"ubuntu:24.04\"", "\"bwa:\" + mode"])
    #expect(description.importedVersions == ["1.0"])
    #expect(description.meta["author"] == "me")
    guard case .array(.object(let members?), isNonEmpty: true)? = description.inputs.first?.type.shape else {
      Issue.record("samples have no shape of an array of objects")
      return
    }
    #expect(members.map(\.name) == ["name", "depth"])
  }

  @Test func severalTasksHaveNoNameInCommon() async throws {
    let one = try await describe(["main.wdl": "version 1.0\ntask a { command {} }"])
    #expect(one.name == "a" && !one.isWorkflow)
    let two = try await describe(["main.wdl": "version 1.0\ntask a { command {} }\ntask b { command {} }"])
    #expect(two.name == nil && two.inputs.isEmpty)
  }

  @Test func filesOfInputsAreNotLookedForWhenNobodyIsToLook() async throws {
    let loaded = try await load(
      ["main.wdl": "version 1.2\nworkflow w { input { File f\n Directory? d\n Int n } }"])
    let program = try #require(loaded.program)
    let inputs: JSONObject = ["w.f": "/nowhere/at/all", "w.d": "neither", "w.n": 1]
    _ = try await program.bind(WorkflowInputs(values: inputs, searchFolders: []), target: nil, look: nil)
    await #expect(throws: ExecutionError.self) {
      _ = try await program.bind(WorkflowInputs(values: ["w.f": "x"], searchFolders: []), target: nil, look: nil)
    }
  }

  @Test func aWrongDocumentTellsItsVersion() async throws {
    #expect(try await load(["main.wdl": "version 1.1\nworkflow w { call nothing }"]).version == "1.1")
    #expect(try await load(["main.wdl": "Four score and seven years ago"]).version == "draft-2")
  }

  private func describe(_ documents: [String: String]) async throws -> ProgramDescription {
    let loaded = try await load(documents)
    #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    return try #require(loaded.program).description
  }

  private func load(_ documents: [String: String]) async throws -> LoadedWorkflow {
    try await WDL().load("main.wdl", lints: false) { path in
      guard let text = documents[path] else { throw ExecutionError(.fileNotFound, "there is no \(path)") }
      return Array(text.utf8)
    }
  }
}
