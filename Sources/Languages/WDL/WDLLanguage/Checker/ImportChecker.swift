import SourceText

/// Brings the names of imported documents in: their tasks and workflows under a namespace, their structs and
/// enumerations under their own names or aliases.
struct ImportChecker {
  let context: DocumentContext

  /// - Parameter document: nil when it could not be read, which has been reported.
  func check(_ syntax: ImportSyntax, _ document: TypedDocument?, _ callables: inout CallableTable) {
    checkNamespace(syntax, document, &callables)
    guard let document else { return }
    checkVersion(syntax, document)
    importTypes(syntax, document)
  }

  private func checkNamespace(
    _ syntax: ImportSyntax, _ document: TypedDocument?, _ callables: inout CallableTable
  ) {
    let span = syntax.namespace?.span ?? syntax.uri.span
    guard let name = syntax.namespace?.text ?? syntax.uri.plainText.map(ImportURI.namespace) else { return }
    guard callables.namespaces[name] == nil, !callables.unreadable.contains(name) else {
      context.sink.error(
        "wdl.duplicate-namespace", "two documents are imported as `\(name)`", at: span,
        help: "name one of them: `import \"…\" as …`")
      return
    }
    if syntax.namespace == nil, !isIdentifier(name), !name.isEmpty {
      context.sink.warn(
        "wdl.invalid-namespace", "`\(name)` is no name: nothing of this document can be called", at: span,
        help: "give it one: `import \"…\" as …`")
    }
    if let document {
      callables.add(document, as: name)
    } else {
      callables.addUnreadable(name)
    }
  }

  private func isIdentifier(_ name: String) -> Bool {
    name.utf8.first?.isWordStart == true && name.utf8.allSatisfy(\.isWordPart)
  }

  /// Specification 1.0 to 1.2: the same version. 1.3: the same or an earlier one of the same major version.
  private func checkVersion(_ syntax: ImportSyntax, _ document: TypedDocument) {
    let (own, other) = (context.version, document.version)
    if own >= .v1_3 {
      guard other > own || other == .draft2 else { return }
      context.sink.error(
        "wdl.import-version",
        "a document of version \(own.rawValue) cannot import one of version \(other.rawValue)", at: syntax.uri.span,
        help: other > own ? "raise the version of this document" : "raise the version of the imported document")
    } else if own != other {
      context.sink.warn(
        "wdl.import-version",
        "a document of version \(own.rawValue) should import documents of the same version, and this one is of "
          + other.rawValue, at: syntax.uri.span)
    }
  }

  private func importTypes(_ syntax: ImportSyntax, _ document: TypedDocument) {
    var renaming = TypeRenaming()
    for (from, to) in syntax.aliases {
      guard let type = document.types.first(where: { $0.name == from.text })?.type else {
        context.sink.error(
          "wdl.unknown-type", "the imported document has no struct `\(from.text)`", at: from.span,
          help: context.sink.suggestion(for: from.text, among: document.types.map(\.name)))
        continue
      }
      renaming.rename(type, to: to.text)
    }
    let spans = Dictionary(syntax.aliases.map { ($0.from.text, $0.to) }, uniquingKeysWith: { first, _ in first })
    for (name, type) in document.types {
      let alias = spans[name]
      add(alias?.text ?? name, renaming.apply(type), at: alias?.span ?? syntax.uri.span, canAlias: alias == nil)
    }
  }

  private func add(_ name: String, _ type: WDLType, at span: SourceSpan, canAlias: Bool) {
    if let other = context.types.table[name] {
      if other.type != type, other.type != .any, type != .any {
        context.sink.add(
          "wdl.duplicate-type", TypeTable.conflict(in: context.version),
          "another type called `\(name)` is imported already, and the two differ", at: span,
          help: canAlias ? "import one of them under another name: `alias \(name) as …`" : "choose another name")
      }
      return
    }
    context.types.addImported(name, type, at: span)
  }
}
