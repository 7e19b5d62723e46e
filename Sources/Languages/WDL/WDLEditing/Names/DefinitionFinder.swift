import LanguageServer
import SourceText
import WDLLanguage

/// Finds where the name at a place is declared.
struct DefinitionFinder {
  private let analysis: DocumentAnalysis
  private let finder: SymbolFinder

  init(_ analysis: DocumentAnalysis) {
    self.analysis = analysis
    finder = SymbolFinder(analysis: analysis)
  }

  func definitions(at offset: Int) -> [TextRange] {
    guard let root = analysis.documents[analysis.root] else { return [] }
    for (syntax, source) in zip(root.syntax.imports, root.imports) where syntax.uri.span.contains(offset) {
      return analysis.documents[source].map { [TextRange($0.file, SourceSpan(0, 0))] } ?? []
    }
    for occurrence in finder.occurrences(at: offset, in: analysis.root) {
      if let symbol = occurrence.symbol { return places(of: finder.resolved(symbol)) }
    }
    return []
  }

  private func places(of symbol: Symbol) -> [TextRange] {
    guard let found = finder.document(of: symbol) else { return [] }
    if symbol.kind == .namespace {
      let index = found.syntax.imports.firstIndex { ($0.namespace?.span ?? $0.uri.span) == symbol.span }
      if let index, let imported = analysis.documents[found.imports[index]] {
        return [TextRange(imported.file, SourceSpan(0, 0))]
      }
    }
    // All clauses that declare the name.
    let others = symbol.kind == .value ? found.names.sameAs.filter { found.names.first($0.key) == symbol.span } : [:]
    let spans = [symbol.span] + others.keys.sorted { $0.start < $1.start }
    return spans.map { TextRange(found.file, $0) }
  }
}
