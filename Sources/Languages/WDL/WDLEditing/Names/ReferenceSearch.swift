import LanguageServer
import SourceText
import WDLLanguage

/// A symbol with what it is called at the place of a cursor.
struct NamedSymbol {
  let symbol: Symbol
  let name: String
  let occurrence: Occurrence

  init?(at offset: Int, in analysis: DocumentAnalysis) {
    let finder = SymbolFinder(analysis: analysis)
    guard let file = analysis.documents[analysis.root]?.file,
      let found = finder.occurrences(at: offset, in: analysis.root).first(where: { $0.symbol != nil }),
      let symbol = found.symbol
    else { return nil }
    self.symbol = symbol
    occurrence = found
    name = file.text(found.span)
  }

  /// Whether other documents may name it.
  func isLocal(in analysis: DocumentAnalysis) -> Bool {
    switch symbol.kind {
    case .namespace: return true
    case .callable, .type, .alias, .member, .choice: return false
    case .value:
      let declarations = analysis.documents[symbol.document]?.names.declarations ?? []
      switch declarations.first(where: { $0.span == symbol.span })?.role {
      case .call, .scatterVariable: return true
      case .input, .output, .declaration, nil: return false
      }
    }
  }
}

/// Searches the workspace for names.
struct ReferenceSearch {
  struct Found {
    let analysis: DocumentAnalysis
    let document: String
    let file: SourceFile
    let symbol: Symbol
    let occurrences: [Occurrence]

    func isDeclaration(_ occurrence: Occurrence) -> Bool {
      document == symbol.document
        && (occurrence.span == symbol.span || analysis.documents[document]?.names.first(occurrence.span) == symbol.span)
    }
  }

  let cache: DocumentCache
  let workspace: Workspace

  /// The documents that name the symbol, its own first.
  func references(of named: NamedSymbol, from analysis: DocumentAnalysis) async throws -> [Found] {
    try await search(for: named, from: analysis).filter { !$0.occurrences.isEmpty }
  }

  /// The documents that may name the symbol, its own first.
  func search(for named: NamedSymbol, from analysis: DocumentAnalysis) async throws -> [Found] {
    var result: [Found] = []
    for document in try await candidates(for: named, from: analysis) {
      try Task.checkCancellation()
      let found = document == analysis.root ? analysis : try? await cache.analysis(of: document, in: workspace)
      guard let found, found.documents[named.symbol.document] != nil, let file = found.documents[document]?.file else {
        continue
      }
      let finder = SymbolFinder(analysis: found)
      let occurrences = finder.occurrences(of: named.symbol, named: named.name, in: document)
      result.append(
        Found(analysis: found, document: document, file: file, symbol: named.symbol, occurrences: occurrences))
    }
    return result
  }

  /// Documents whose text has the name: those that are open, those below the folders, those that are imported.
  private func candidates(for named: NamedSymbol, from analysis: DocumentAnalysis) async throws -> [String] {
    var names = [named.symbol.document]
    if !named.isLocal(in: analysis) {
      names += analysis.documents.keys.sorted() + workspace.documents.keys.sorted()
      for folder in workspace.folders { names += await cache.documents(below: folder) }
    }
    var seen: Set<String> = []
    var result: [String] = []
    let bytes = Array(named.name.utf8)
    for name in names where seen.insert(name).inserted {
      guard let file = try? await cache.file(name, in: workspace), file.bytes.contains(bytes) else { continue }
      result.append(name)
    }
    return result
  }
}

extension [UInt8] {
  /// Whether the bytes stand anywhere in it.
  func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, needle.count <= count else { return needle.isEmpty }
    return withUnsafeBufferPointer { bytes in
      for start in 0...(bytes.count - needle.count) where bytes[start] == first {
        if bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
      }
      return false
    }
  }
}
