package import SourceText

/// What became of a text: as much of the document as could be read, and what is wrong with it.
package struct ParsedDocument: Sendable {
  /// Whole when there is no error among the diagnostics; else what is faulty is left out.
  package let document: DocumentSyntax
  /// In the order of the text.
  package let diagnostics: [Diagnostic]

  package init(document: DocumentSyntax, diagnostics: [Diagnostic]) {
    self.document = document
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
