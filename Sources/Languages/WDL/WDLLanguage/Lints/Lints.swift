import SourceText

/// All lints.
enum Lints {
  static let all: [any Lint] = [
    UnusedInput(), UnusedDeclaration(), UnusedCall(), UnusedImport(), UnreachableClause(), EmptySection(),
    EmptyDocument(), ShadowingName(), ShellVariable(), HostPath(), MissingContainer(), MutableContainer(),
    DeprecatedObject(), DeprecatedRuntime(), DeprecatedPlaceholder(), DeprecatedPlaceholderOption(),
  ]

  /// What the lints say about a document without errors.
  ///
  /// - Parameter imports: what each of its imports stands for, in their order.
  static func check(_ document: DocumentSyntax, imports: [TypedDocument?]) -> [Diagnostic] {
    let linted = LintedDocument(document, imports: imports)
    let sink = DiagnosticSink(file: document.file)
    for lint in all { lint.check(linted, LintReport(id: lint.id, sink: sink)) }
    return sink.diagnostics
  }
}
