import SourceText
import WDLLanguage

/// The definitions of one document by their names and places: documents may have thousands.
struct DefinitionTable {
  /// Where the name of a struct or enumeration stands, by that name.
  let types: [String: SourceSpan]
  /// By where their names begin.
  let structs: [Int: StructSyntax]
  let enums: [Int: EnumSyntax]
  /// By where they begin.
  let tasks: [Int: TaskSyntax]
  let workflows: [Int: WorkflowSyntax]

  init(_ syntax: DocumentSyntax) {
    let named = syntax.structs.map(\.name) + syntax.enums.map(\.name)
    types = Dictionary(named.map { ($0.text, $0.span) }, uniquingKeysWith: { first, _ in first })
    structs = Dictionary(syntax.structs.map { ($0.name.span.start, $0) }, uniquingKeysWith: { first, _ in first })
    enums = Dictionary(syntax.enums.map { ($0.name.span.start, $0) }, uniquingKeysWith: { first, _ in first })
    tasks = Dictionary(syntax.tasks.map { ($0.span.start, $0) }, uniquingKeysWith: { first, _ in first })
    workflows = Dictionary(syntax.workflows.map { ($0.span.start, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The tables of the documents of one analysis, each made when it is first wanted.
final class DefinitionTables {
  private let analysis: DocumentAnalysis
  private var tables: [String: DefinitionTable] = [:]

  init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

  subscript(_ document: String) -> DefinitionTable? {
    if let known = tables[document] { return known }
    guard let syntax = analysis.documents[document]?.syntax else { return nil }
    let made = DefinitionTable(syntax)
    tables[document] = made
    return made
  }
}
