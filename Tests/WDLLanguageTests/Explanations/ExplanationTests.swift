import SourceText
import TaskFolder
import Testing
import WDLLanguage

struct ExplanationTests {
  /// What the examples import.
  private static let documents = [
    "tools.wdl": """
    version 1.1
    task count {
      command <<<>>>
      output {
        Int lines = 1
      }
    }
    task cut {
      input {
        Int width
      }
      command <<<>>>
    }
    """,
    "other/tools.wdl": "version 1.1", "more-tools.wdl": "version 1.1",
  ]

  static let shown = Explanations.all.filter { !$0.wrong.isEmpty }

  private func ids(of text: String) async throws -> [String] {
    let loaded = try await DocumentLoader.load("example.wdl") { source in
      if source == "example.wdl" { return Array(text.utf8) }
      guard let document = Self.documents[source] else { throw Checking.Missing() }
      let version = text.split(separator: "\n").first ?? ""
      let isOther = text.contains("version 1.0\n\nimport \"tools.wdl\"\n\nworkflow example {\n}")
      return Array((isOther ? document : document.replacing("version 1.1", with: version)).utf8)
    }
    return loaded.diagnostics.map(\.id)
  }

  @Test(arguments: shown.map(\.id))
  func theWrongExampleIsReportedAndTheRightOneIsNot(id: String) async throws {
    let explanation = try #require(Explanations.find(id))
    #expect(try await ids(of: explanation.wrong).contains(id))
    let left = try await ids(of: explanation.right)
    #expect(!left.contains(id))
  }

  @Test func everyIdThatCanBeSaidIsExplained() throws {
    let tests = Disk.parent(of: Disk.parent(of: Disk.parent(of: #filePath)))
    let folder = Disk.parent(of: tests) + "/Sources/Languages/WDL"
    let files = try Disk.filesBelow(folder).map(\.path).filter {
      $0.hasSuffix(".swift") && !$0.contains("/Explanations/")
    }
    #expect(files.count > 100)
    var said: Set<String> = []
    for file in files {
      let text = String(decoding: try Disk.read(file), as: UTF8.self)
      for match in text.matches(of: /"(wdl\.[a-z0-9-]*[a-z0-9])"/) { said.insert(String(match.1)) }
    }
    // Made of a prefix and a word.
    said.formUnion(["wdl.unclosed-string", "wdl.unclosed-command"])
    let known = Set(Explanations.all.map(\.id))
    #expect(said.subtracting(known).sorted() == [])
    #expect(known.subtracting(said).sorted() == [])
    #expect(known.count == Explanations.all.count)
  }

  @Test func anIdIsFoundWithoutItsPrefixToo() {
    #expect(Explanations.find("unused-input")?.id == "wdl.unused-input")
    #expect(Explanations.suggestion(for: "unused-inputs") == "wdl.unused-input")
  }
}
