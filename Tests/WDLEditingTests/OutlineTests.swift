import LanguageServer
import Testing
import WDLEditing

@Suite struct OutlineTests {
  @Test func theOutlineIsATreeInTheOrderOfTheText() async throws {
    let folder = Folder(Texts.main("scatter (i in [1]) {\n  call tools.count as c\n}\nInt n = 1"), others: Texts.others)
    let symbols = try await folder.editing.symbols(of: "/w/main.wdl", in: folder.workspace)
    #expect(Self.shown(symbols) == "workflow main(section scatter (i)(call c), variable n)")
  }

  @Test func tasksAndStructsHaveTheirParts() async throws {
    let folder = Folder(Texts.tools)
    let symbols = try await folder.editing.symbols(of: "/w/main.wdl", in: folder.workspace)
    #expect(
      Self.shown(symbols)
        == "structure Sample(member name, member reads), task count(input file, input threads, output lines), "
        + "workflow twice(input file, call count, call again, output sum)")
  }

  @Test func bodiesSectionsAndCommandsFold() async throws {
    let folder = Folder(Texts.tools)
    let folds = try await folder.editing.folds(of: "/w/main.wdl", in: folder.workspace)
    #expect(folds.count == 7)
  }

  @Test func aDocumentWithMistakesIsNotLaidOut() async throws {
    let folder = Folder("version 1.1\nworkflow w {")
    await #expect(throws: ServiceRefusal.self) {
      try await folder.editing.formatted("/w/main.wdl", in: folder.workspace)
    }
    let fine = Folder("version 1.1\nworkflow   w {\n}\n")
    let text = try await fine.editing.formatted("/w/main.wdl", in: fine.workspace)
    #expect(text?.contains("workflow w {") == true)
  }

  private static func shown(_ symbols: [DocumentSymbol]) -> String {
    symbols.map { symbol in
      "\(symbol.kind) \(symbol.name)" + (symbol.children.isEmpty ? "" : "(\(shown(symbol.children)))")
    }.joined(separator: ", ")
  }
}
