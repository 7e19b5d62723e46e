import SourceText
import TaskFolder
import TestSupport
import Testing
import WDLLanguage

/// A folder for each id that a diagnostic can have, with documents for which it is said and all that is said about them.
///
/// Documents are named for their version. For those whose name begins with `fine` the id is not said. What documents import
/// stands in `lib`. `BLESS=1` rewrites the `.txt` files.
struct DiagnosticGoldenTests {
  private static let golden = Golden("Golden")
  private static let folder = Disk.parent(of: #filePath) + "/Golden/"

  static let documents: [String] = ((try? golden.names(endingWith: ".wdl")) ?? []).filter { !$0.contains("/lib/") }

  /// Said where a document is edited, of documents around it.
  private static let saidInEditors: Set<String> = ["wdl.faulty-import"]

  @Test func everyIdHasAFolder() {
    let shown = Set(Self.documents.filter { !$0.contains("/fine") }.map(Self.id))
    #expect(Set(Explanations.all.map(\.id)).subtracting(shown).subtracting(Self.saidInEditors).sorted() == [])
    #expect(Set(Self.documents.map(Self.id)).subtracting(Explanations.all.map(\.id)).sorted() == [])
  }

  @Test(arguments: documents)
  func itIsSaidWhereAndWhenItShould(document: String) async throws {
    let parts = document.split(separator: "/").map(String.init)
    let folder = Self.folder + parts[0] + "/"
    let loaded = try await DocumentLoader.load(parts[1]) { source in
      guard try Disk.status(of: folder + source) != nil else { throw Checking.Missing() }
      return try Disk.read(folder + source)
    }
    var diagnostics = loaded.diagnostics
    if let typed = loaded.typed { diagnostics += await Self.evaluate(typed) }
    #expect(diagnostics.contains { $0.id == Self.id(of: document) } == !parts[1].hasPrefix("fine"))
    let text = diagnostics.map { DiagnosticRenderer.render($0) + "\n" }.joined(separator: "\n")
    let difference = try Self.golden.difference(of: text, from: String(document.dropLast(4)) + ".txt")
    #expect(difference == nil, "\(difference ?? "")")
  }

  private static func id(of document: String) -> String { "wdl." + document.prefix { $0 != "/" } }

  /// What is said of constant expressions when the document runs.
  private static func evaluate(_ document: TypedDocument) async -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let evaluator = Evaluator(version: document.version, file: document.file, files: FakeFileAccess()) { variable in
      throw EvaluationError("`\(variable.name)` is not known here")
    }
    for case .declaration(let declaration) in document.workflow?.body.items ?? []
    where declaration.dependencies.isEmpty {
      guard let expression = declaration.expression else { continue }
      do { _ = try await evaluator.evaluate(expression) } catch let error as EvaluationError {
        if let diagnostic = error.diagnostic { diagnostics.append(diagnostic) }
      } catch {}
    }
    return diagnostics
  }
}
