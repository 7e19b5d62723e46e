import LanguageServer
import SourceText
import WDLLanguage

/// Gives what a name stands for another name, wherever it is named.
struct Renaming {
  let cache: DocumentCache
  let workspace: Workspace

  /// The name at a place.
  ///
  /// - Throws: ``ServiceRefusal`` when it cannot be changed.
  func target(
    at offset: Int, in analysis: DocumentAnalysis
  ) throws -> (named: NamedSymbol, range: TextRange) {
    guard let named = NamedSymbol(at: offset, in: analysis), let root = analysis.documents[analysis.root] else {
      throw ServiceRefusal("there is no name here that can be changed")
    }
    try refuseForeign(named.symbol.document, "`\(named.name)` is declared in")
    return (named, TextRange(root.file, named.occurrence.span))
  }

  /// - Throws: ``ServiceRefusal`` when the new name cannot be, or means something else already.
  func edits(at offset: Int, in analysis: DocumentAnalysis, to name: String) async throws -> [TextEdit] {
    let (named, _) = try target(at: offset, in: analysis)
    guard name != named.name else { return [] }
    try Self.refuseMalformed(name)
    let search = ReferenceSearch(cache: cache, workspace: workspace)
    let found = try await search.search(for: named, from: analysis)
    for document in found { try refuseUnfit(document, named, name) }
    let plans = found.map { RenamePlan($0, named, to: name) }.filter { !$0.changes.isEmpty }
    try await RenameCheck(cache: cache, workspace: workspace, name: name).check(plans)
    return plans.flatMap(\.edits)
  }

  private func refuseUnfit(_ found: ReferenceSearch.Found, _ named: NamedSymbol, _ name: String) throws {
    guard let document = found.analysis.documents[found.document] else { return }
    if document.parsed.hasErrors {
      let error = document.parsed.diagnostics.first { $0.severity == .error }
      let line = error.map { document.file.position(of: $0.span.start).line } ?? 1
      throw ServiceRefusal(
        "\(found.document) has mistakes, and may use `\(named.name)` where that cannot be seen: mend line \(line) first"
      )
    }
    if found.occurrences.isEmpty { return }
    try refuseForeign(found.document, "`\(named.name)` is used in")
    if ReservedWords.severity(of: name, in: document.syntax.version) == .error {
      throw ServiceRefusal(
        "`\(name)` is a reserved word of WDL \(document.syntax.version.rawValue): choose another name")
    }
  }

  private func refuseForeign(_ document: String, _ what: String) throws {
    if document.hasPrefix("/") || workspace.documents[document] != nil { return }
    throw ServiceRefusal("\(what) \(document), which cannot be changed from here")
  }

  private static func refuseMalformed(_ name: String) throws {
    let bytes = Array(name.utf8)
    let isName = bytes.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false
    guard isName, bytes.allSatisfy(\.isPartOfName) else {
      throw ServiceRefusal("`\(name)` is no name: it must begin with a letter and have letters, digits and `_` only")
    }
  }
}
