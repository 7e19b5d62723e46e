import SourceText
import WDLLanguage

/// Finds what names stand for, across documents.
struct SymbolFinder {
  let analysis: DocumentAnalysis
  let tables: DefinitionTables

  init(analysis: DocumentAnalysis) {
    self.analysis = analysis
    tables = DefinitionTables(analysis)
  }

  /// What stands at an offset: the most telling first.
  func occurrences(at offset: Int, in document: String) -> [Occurrence] {
    guard let found = analysis.documents[document] else { return [] }
    var result = DefinedNames(found.syntax).names
      .filter { $0.span.contains(offset) }
      .map { Occurrence(span: $0.span, symbol: symbol(of: $0, in: document), use: nil) }
    let uses = found.names.uses.filter { $0.span.contains(offset) }
    // The task that is called tells more than the call that has its name.
    for use in uses where use.isDeclared == nil { result.append(occurrence(use, in: document)) }
    for use in uses where use.isDeclared != nil { result.append(occurrence(use, in: document)) }
    return result
  }

  /// Every place of a document where the symbol is named, declarations included, in the order of the text.
  ///
  /// - Parameter name: how it is called, to look closely only where that stands.
  func occurrences(of symbol: Symbol, named name: String, in document: String) -> [Occurrence] {
    guard let found = analysis.documents[document] else { return [] }
    let bytes = Array(name.utf8)
    var result: [Occurrence] = []
    for defined in DefinedNames(found.syntax).names {
      guard self.symbol(of: defined, in: document) == symbol else { continue }
      result.append(Occurrence(span: defined.span, symbol: symbol, use: nil))
    }
    for use in found.names.uses where found.file.has(bytes, at: use.span) {
      let occurrence = occurrence(use, in: document)
      if occurrence.symbol == symbol { result.append(occurrence) }
    }
    var seen: Set<SourceSpan> = []
    return result.sorted { $0.span.start < $1.span.start }
      .filter { $0.use?.isShorthand == true || seen.insert($0.span).inserted }
  }

  private func occurrence(_ use: NameUse, in document: String) -> Occurrence {
    Occurrence(span: use.span, symbol: symbol(of: use.meaning, in: document), use: use)
  }

  private func symbol(of defined: DefinedNames.Name, in document: String) -> Symbol? {
    guard let (name, index) = defined.aliased else {
      return Symbol(document: document, span: defined.owner, kind: defined.kind)
    }
    return analysis.documents[document].flatMap { type(name, in: $0.imports[index]) }
  }

  func symbol(of meaning: NameUse.Meaning, in document: String) -> Symbol? {
    guard let found = analysis.documents[document] else { return nil }
    switch meaning {
    case .variable(let declaration):
      return Symbol(document: document, span: found.names.first(declaration), kind: .value)
    case .callable(let callable): return symbol(of: callable)
    case .namespace(let name): return namespace(name, in: document)
    case .type(let name): return type(name, in: document)
    case .structMember(let structure, let name): return member(name, of: structure, in: document)
    case .choice(let enumeration, let name): return choice(name, of: enumeration, in: document)
    case .callInput(let callable, let name): return input(name, of: callable)
    case .callOutput(let call, let name):
      return found.names.calls[call].flatMap { output(name, of: $0) }
    case .taskVariable, .taskMember, .function, .pairMember: return nil
    }
  }

  /// The syntax of what a symbol is declared in.
  func document(of symbol: Symbol) -> DocumentAnalysis.Document? { analysis.documents[symbol.document] }
}

extension SourceSpan {
  /// Whether a cursor at the offset touches it.
  func contains(_ offset: Int) -> Bool { start <= offset && offset <= end }
}

extension SourceFile {
  func has(_ name: [UInt8], at span: SourceSpan) -> Bool {
    span.end - span.start == name.count && span.end <= bytes.count && bytes[span.start..<span.end].elementsEqual(name)
  }
}

extension NameUse {
  /// The place that it declares, when it is a declaration.
  var isDeclared: SourceSpan? {
    if case .variable(let declaration) = meaning, declaration == span { span } else { nil }
  }

  /// Whether it may be the name of a call's input that stands for its value, too.
  var isShorthand: Bool {
    switch meaning {
    case .callInput, .variable: true
    default: false
    }
  }
}
