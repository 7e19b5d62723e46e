import SourceText

/// A command to be written with another indentation.
struct CommandLayout {
  let isHeredoc: Bool
  /// The lines between the marks, without their common indentation. Nil when the text has to stay as it is: when tabs
  /// and spaces are mixed, or nothing but white space is there.
  let lines: [String]?
  /// The text between the marks as it is written.
  let source: String
  /// Before the opening mark.
  let start: Int
  /// Behind the closing mark.
  let end: Int

  var open: String { isHeredoc ? "<<<" : "{" }
  var close: String { isHeredoc ? ">>>" : "}" }

  /// Reads from the opening mark on, which is the current token. Nil when the text is faulty.
  static func read(_ parser: inout WDLParser) -> CommandLayout? {
    let open = parser.current.span
    let isHeredoc = parser.current.kind == .heredocStart
    var reader = RawTextReader(parser.lexer.bytes, open: open, style: isHeredoc ? .heredoc : .braces)
    guard (try? parser.readRawText(&reader)) != nil else { return nil }
    let end = parser.lexer.position
    let source = SourceSpan(open.end, end - (isHeredoc ? 3 : 1))
    parser.step()
    reader.text.trimEnds()
    let indentation = reader.text.indentation()
    reader.text.removeIndentation(indentation.count)
    let lines = reader.text.lines(in: parser.file)
    let isBlank = lines.allSatisfy { $0.utf8.allSatisfy(\.isBlank) }
    return CommandLayout(
      isHeredoc: isHeredoc, lines: indentation.isMixed || (isBlank && lines != [""]) ? nil : lines,
      source: parser.file.text(source), start: open.start, end: end)
  }
}

extension RawText {
  /// The text as lines with the placeholders as they are written. A line feed within a placeholder is part of its line.
  func lines(in file: SourceFile) -> [String] {
    var lines = [""]
    for (index, run) in texts.enumerated() {
      let pieces = run.split(separator: "\n", omittingEmptySubsequences: false)
      for (place, piece) in pieces.enumerated() {
        if place == 0 { lines[lines.count - 1] += piece } else { lines.append(String(piece)) }
      }
      if index < placeholderSpans.count { lines[lines.count - 1] += file.text(placeholderSpans[index]) }
    }
    return lines
  }
}
