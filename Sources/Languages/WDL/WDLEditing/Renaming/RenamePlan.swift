import LanguageServer
import SourceText
import WDLLanguage

/// What changes in one document when a symbol gets another name.
struct RenamePlan {
  struct Change {
    let span: SourceSpan
    let text: String
    /// Where in the text the new name of the symbol begins, when it is declared by it.
    var declares: Int?
  }

  let found: ReferenceSearch.Found
  let named: NamedSymbol
  /// In the order of the text.
  private(set) var changes: [Change] = []

  private let name: String
  private let names: NameRecord?

  init(_ found: ReferenceSearch.Found, _ named: NamedSymbol, to name: String) {
    self.found = found
    self.named = named
    self.name = name
    names = found.analysis.documents[found.document]?.names
    for occurrence in found.occurrences { add(occurrence) }
    if named.symbol.kind == .namespace { addNamespace() }
    changes.sort { $0.span.start < $1.span.start }
  }

  var edits: [TextEdit] { changes.map { TextEdit(TextRange(found.file, $0.span), $0.text) } }

  private mutating func add(_ occurrence: Occurrence) {
    let span = occurrence.span
    switch occurrence.use?.meaning {
    case .callInput where meansValue(span): changes.append(Change(span: span, text: "\(name) = \(named.name)"))
    case .variable where meansInput(span): changes.append(Change(span: span, text: "\(named.name) = \(name)"))
    case .variable where isUnnamedCall(span) && found.isDeclaration(occurrence):
      // The call has the name of its task, which stays.
      changes.append(Change(span: SourceSpan(span.end, span.end), text: " as \(name)", declares: 4))
    case .callable:
      changes.append(Change(span: span, text: name))
      if names?.calls[span] != nil { addUses(ofCall: span) }
    default: changes.append(Change(span: span, text: name))
    }
  }

  /// A call without a name of its own has that of the task.
  private mutating func addUses(ofCall span: SourceSpan) {
    guard let names else { return }
    let first = names.first(span)
    for use in names.uses {
      guard case .variable(let declaration) = use.meaning, names.first(declaration) == first, use.span != span,
        found.file.text(use.span) == named.name, use.isDeclared == nil
      else { continue }
      if !changes.contains(where: { $0.span == use.span }) { changes.append(Change(span: use.span, text: name)) }
    }
  }

  /// An import that has the name of its file gets one of its own.
  private mutating func addNamespace() {
    guard
      let syntax = found.analysis.documents[found.document]?.syntax.imports.first(where: {
        $0.uri.span == named.symbol.span && $0.namespace == nil
      })
    else { return }
    let end = syntax.uri.span.end
    changes.append(Change(span: SourceSpan(end, end), text: " as \(name)", declares: 4))
  }

  private func meansValue(_ span: SourceSpan) -> Bool {
    names?.uses.contains { if $0.span == span, case .variable = $0.meaning { true } else { false } } ?? false
  }

  private func meansInput(_ span: SourceSpan) -> Bool {
    names?.uses.contains { if $0.span == span, case .callInput = $0.meaning { true } else { false } } ?? false
  }

  private func isUnnamedCall(_ span: SourceSpan) -> Bool {
    names?.uses.contains { if $0.span == span, case .callable = $0.meaning { true } else { false } } ?? false
  }

  // MARK: the text after the change

  var changed: [UInt8] {
    var bytes: [UInt8] = []
    var place = 0
    for change in changes {
      bytes += found.file.bytes[place..<change.span.start]
      bytes += Array(change.text.utf8)
      place = change.span.end
    }
    return bytes + found.file.bytes[place...]
  }

  /// Where what began at an offset begins after the change; that of a declaration that the change makes, where it is.
  func moved(_ offset: Int, isRenamed: Bool) -> Int {
    var delta = 0
    for change in changes {
      if isRenamed, let declares = change.declares, change.span.start >= offset {
        return change.span.start + delta + declares
      }
      if change.span.start >= offset { break }
      delta += change.text.utf8.count - (change.span.end - change.span.start)
    }
    return offset + delta
  }
}
