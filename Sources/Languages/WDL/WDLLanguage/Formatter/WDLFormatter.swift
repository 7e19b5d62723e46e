package import SourceText

/// Lays documents out: the same meaning, comments kept, and formatting twice is formatting once.
///
/// Tokens keep their order and spelling, but for types and the indentation of commands. Lines break after brackets: where
/// the text would be too long, and where the author broke it after a `{` or `[`. Strings stay as they are written.
package enum WDLFormatter {
  /// How long a line becomes before its brackets are broken.
  static let width = 100
  static let indentation = "    "

  package static func format(_ source: SourceFile) -> FormattedDocument {
    let parsed = WDLParser.parse(source)
    guard !parsed.hasErrors else {
      return FormattedDocument(text: nil, diagnostics: parsed.diagnostics, isChanged: false)
    }
    var layout = LayoutReader(FormatTokens.of(parsed.document), ItemStarts.of(parsed.document))
    var printer = LayoutPrinter()
    printer.print(layout.document())
    let text = printer.text
    return FormattedDocument(
      text: text, diagnostics: parsed.diagnostics, isChanged: !source.bytes.elementsEqual(text.utf8))
  }
}
