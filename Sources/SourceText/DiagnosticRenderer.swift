/// Draws a diagnostic for a terminal: what, where, the line with a caret, and what to do.
package enum DiagnosticRenderer {
  /// Several lines, no line feed at the end.
  package static func render(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.severity.rawValue)[\(diagnostic.id)]: \(diagnostic.message)\n" + excerpt(diagnostic)
  }

  /// The place, the line with a caret and the help: for a message that says elsewhere what is wrong.
  package static func excerpt(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.file.position(of: diagnostic.span.start)
    let number = String(start.line)
    let margin = String(repeating: " ", count: number.count)
    var lines = ["\(margin)--> \(WebText.redacted(address: diagnostic.file.name)):\(start.line):\(start.column)"]
    let source = diagnostic.file.line(start.line)
    if !source.isEmpty, source.utf8.count <= 2_000 {
      let label = diagnostic.label.map { " " + $0 } ?? ""
      lines.append("\(margin) |")
      lines.append("\(number) | \(source)")
      lines.append("\(margin) | \(indent(source, start.column))\(carets(diagnostic, source, start))\(label)")
    }
    if let help = diagnostic.help { lines.append("\(margin) = help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// Tabs stay tabs, so that the caret stands under its column whatever a tab's width is.
  private static func indent(_ source: String, _ column: Int) -> String {
    String(source.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
  }

  private static func carets(_ diagnostic: Diagnostic, _ source: String, _ start: SourcePosition) -> String {
    let end = diagnostic.file.position(of: diagnostic.span.end)
    let last = end.line == start.line ? end.column : source.unicodeScalars.count + 1
    return String(repeating: "^", count: max(1, last - start.column))
  }
}
