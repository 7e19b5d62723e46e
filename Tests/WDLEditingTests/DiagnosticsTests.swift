import LanguageServer
import SourceText
import Testing
import WDLEditing

@Suite struct DiagnosticsTests {
  @Test func whatTheEditorHasWinsOverTheDisk() async throws {
    var folder = Folder(Texts.main("call tools.count"), others: ["tools.wdl": "version 1.1\n"])
    #expect(try await folder.diagnostics() == ["6 wdl.unknown-callable"])
    folder.edit("tools.wdl", Texts.tools)
    #expect(try await folder.diagnostics() == ["6 wdl.missing-input"])
  }

  @Test func closingAnImportedDocumentBringsTheDiskBack() async throws {
    var folder = Folder(Texts.main("call tools.count { input: file = \"a\" }"), others: Texts.others)
    folder.edit("tools.wdl", "version 1.1\n")
    #expect(try await folder.diagnostics() == ["6 wdl.unknown-callable"])
    folder.close("tools.wdl")
    #expect(try await folder.diagnostics() == [])
  }

  @Test func whatChangesOnTheDiskIsSeenWhenItIsLookedAtAgain() async throws {
    var folder = Folder(Texts.main("call tools.count { input: file = \"a\" }"), others: Texts.others)
    #expect(try await folder.diagnostics() == [])
    folder.disk.write("/w/tools.wdl", "version 1.1\n")
    #expect(try await folder.diagnostics() == [])
    folder.look()
    #expect(try await folder.diagnostics() == ["6 wdl.unknown-callable"])
  }

  @Test func aFileIsReadOnceForManyChanges() async throws {
    var folder = Folder(Texts.main("Int a = 1"), others: Texts.others)
    for number in 0..<5 {
      folder.edit("main.wdl", Texts.main("Int a = \(number)"))
      _ = try await folder.diagnostics()
    }
    #expect(folder.disk.readCount("/w/tools.wdl") == 1)
  }

  @Test func mistakesOfAnImportedDocumentAreToldAtTheImport() async throws {
    let folder = Folder(
      Texts.main("call tools.count"), others: ["tools.wdl": "version 1.1\ntask count { command <<<>>> Int x = y }\n"])
    #expect(try await folder.diagnostics() == ["3 wdl.faulty-import"])
    let found = try await folder.editing.diagnostics(of: "/w/main.wdl", in: folder.workspace)
    #expect(found.first?.related.first?.range.file.name == "/w/tools.wdl")
  }

  @Test func lintsAreSaidAndWhatIsUnusedIsFaded() async throws {
    let folder = Folder("version 1.1\nworkflow w {\n  input { Int n }\n}\n")
    #expect(try await folder.diagnostics() == ["3 wdl.unused-input"])
    let found = try await folder.editing.diagnostics(of: "/w/main.wdl", in: folder.workspace)
    #expect(found.first?.isUnnecessary == true)
  }

  @Test func documentsThatImportEachOtherAreReportedNotFollowed() async throws {
    let folder = Folder(
      "version 1.1\nimport \"other.wdl\"\n", others: ["other.wdl": "version 1.1\nimport \"main.wdl\"\n"])
    #expect(try await folder.diagnostics() == ["2 wdl.faulty-import"])
  }
}
