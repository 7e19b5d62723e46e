package import SourceText

/// A document in the formatter's layout.
package struct FormattedDocument: Sendable {
  /// The text to write; nil when the document has mistakes and was left alone.
  package let text: String?
  /// What the parser said.
  package let diagnostics: [Diagnostic]
  /// Whether the text differs from the source.
  package let isChanged: Bool

  package init(text: String?, diagnostics: [Diagnostic], isChanged: Bool) {
    self.text = text
    self.diagnostics = diagnostics
    self.isChanged = isChanged
  }
}
