package import LanguageServer
package import SourceText
import WDLLanguage

/// What editors may ask about WDL documents.
package struct WDLEditing: LanguageService {
  package let fileExtensions = ["wdl"]
  package let completionTriggers = ["."]

  let cache: DocumentCache

  package init(source: any DocumentSource) { cache = DocumentCache(source: source) }

  package func diagnostics(of document: String, in workspace: Workspace) async throws -> [EditorDiagnostic] {
    DocumentDiagnostics(try await cache.analysis(of: document, in: workspace)).all
  }

  package func hover(at place: DocumentPlace, in workspace: Workspace) async throws -> Hover? {
    HoverFinder(try await cache.analysis(of: place.document, in: workspace)).hover(at: place.offset)
  }

  package func definitions(at place: DocumentPlace, in workspace: Workspace) async throws -> [TextRange] {
    let analysis = try await cache.analysis(of: place.document, in: workspace)
    return DefinitionFinder(analysis).definitions(at: place.offset)
  }

  package func references(
    at place: DocumentPlace, includingDeclaration: Bool, in workspace: Workspace
  ) async throws -> [TextRange] {
    let analysis = try await cache.analysis(of: place.document, in: workspace)
    guard let named = NamedSymbol(at: place.offset, in: analysis) else { return [] }
    let found = try await ReferenceSearch(cache: cache, workspace: workspace).references(of: named, from: analysis)
    return found.flatMap { found in
      found.occurrences.filter { includingDeclaration || !found.isDeclaration($0) }.map {
        TextRange(found.file, $0.span)
      }
    }
  }

  package func highlights(at place: DocumentPlace, in workspace: Workspace) async throws -> [TextRange] {
    let analysis = try await cache.analysis(of: place.document, in: workspace)
    guard let named = NamedSymbol(at: place.offset, in: analysis),
      let file = analysis.documents[place.document]?.file
    else { return [] }
    return SymbolFinder(analysis: analysis).occurrences(of: named.symbol, named: named.name, in: place.document)
      .map { TextRange(file, $0.span) }
  }

  package func symbols(of document: String, in workspace: Workspace) async throws -> [DocumentSymbol] {
    let analysis = try await cache.analysis(of: document, in: workspace)
    return analysis.documents[document].map { Outline($0.syntax).symbols } ?? []
  }

  package func folds(of document: String, in workspace: Workspace) async throws -> [SourceSpan] {
    let analysis = try await cache.analysis(of: document, in: workspace)
    return analysis.documents[document].map { FoldFinder($0.syntax).folds } ?? []
  }

  package func completions(at place: DocumentPlace, in workspace: Workspace) async throws -> [Completion] {
    let analysis = try await cache.analysis(of: place.document, in: workspace)
    return try await CompletionFinder(analysis, place.offset, cache, workspace).completions()
  }

  package func renameTarget(at place: DocumentPlace, in workspace: Workspace) async throws -> TextRange {
    let analysis = try await cache.analysis(of: place.document, in: workspace)
    return try Renaming(cache: cache, workspace: workspace).target(at: place.offset, in: analysis).range
  }

  package func rename(at place: DocumentPlace, to name: String, in workspace: Workspace) async throws -> [TextEdit] {
    let analysis = try await cache.analysis(of: place.document, in: workspace)
    return try await Renaming(cache: cache, workspace: workspace).edits(at: place.offset, in: analysis, to: name)
  }

  package func formatted(_ document: String, in workspace: Workspace) async throws -> String? {
    let formatted = WDLFormatter.format(try await cache.file(document, in: workspace))
    guard let text = formatted.text else {
      let first = formatted.diagnostics.first { $0.severity == .error }
      let line = first.map { $0.file.position(of: $0.span.start).line }
      throw ServiceRefusal(
        "the document has mistakes and was not laid out"
          + (first.map { ": line \(line ?? 0): \($0.message)" } ?? ""))
    }
    return formatted.isChanged ? text : nil
  }
}
