import SourceText
import WDLLanguage

/// A document that was checked for a test.
struct Checking {
  let typed: TypedDocument?
  let diagnostics: [Diagnostic]

  /// - Parameter files: the documents by name; the first is checked.
  init(_ files: (name: String, text: String)..., lints: Bool = false) async throws {
    let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    let loaded = try await DocumentLoader.load(files[0].name, lints: lints) { source in
      guard let text = texts[source] else { throw Missing() }
      return Array(text.utf8)
    }
    typed = loaded.typed
    diagnostics = loaded.diagnostics
  }

  init(_ text: String, lints: Bool = false) async throws {
    try await self.init((name: "main.wdl", text: text), lints: lints)
  }

  var errors: [String] { diagnostics.filter { $0.severity == .error }.map(\.message) }
  var ids: [String] { diagnostics.map(\.id) }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "there is no such file" }
  }
}

extension TypedDocument {
  func task(_ name: String) -> TypedTask? { tasks.first { $0.name == name } }
}
