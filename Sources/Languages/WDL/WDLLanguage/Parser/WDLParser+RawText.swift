import SourceText

/// What is known about a command or multi-line string while it is read.
struct RawTextReader {
  enum Style {
    /// `command { … }`, `command <<< … >>>`, and the string `<<< … >>>`.
    case braces, heredoc, string
  }

  let open: SourceSpan
  let style: Style
  var text: RawText
  /// Whether a backslash stands before something that it may take the meaning from.
  var hasEscapes = false
  /// Whether a placeholder was faulty.
  var failed = false
  /// The height of the tallest placeholder.
  var height = 0

  init(_ bytes: [UInt8], open: SourceSpan, style: Style) {
    text = RawText(bytes)
    self.open = open
    self.style = style
  }
}

extension WDLParser {
  /// Reads up to the closing mark. Leaves the lexer behind it, and sets the height to that of the placeholders.
  mutating func readRawText(_ reader: inout RawTextReader) throws(ParseFailure) {
    var start = reader.open.end
    var offset = start
    while true {
      offset = skipPlainText(from: offset, reader.style)
      guard offset < lexer.bytes.count else { throw unclosedText(reader) }
      if isEnd(offset, reader.style) { break }
      if lexer.bytes[offset] == .backslash {
        offset = backslash(at: offset, &reader)
      } else if isPlaceholderStart(offset, dollar: reader.style != .heredoc) {
        offset = try rawPlaceholder(at: offset, after: start, &reader)
        start = offset
      } else {
        offset += 1
      }
    }
    reader.text.append(start..<offset)
    lexer.position = offset + (reader.style == .braces ? 1 : 3)
    height = reader.height + 1
  }

  /// The next byte that may mean something.
  @inline(__always)
  private func skipPlainText(from start: Int, _ style: RawTextReader.Style) -> Int {
    let close: UInt8 = style == .braces ? .closeBrace : .closeAngle
    return lexer.bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while offset < bytes.count {
        let byte = bytes[offset]
        if byte == close || byte == .backslash || byte == .tilde || byte == .dollar { break }
        offset += 1
      }
      return offset
    }
  }

  private func isEnd(_ offset: Int, _ style: RawTextReader.Style) -> Bool {
    if style == .braces { return lexer.bytes[offset] == .closeBrace }
    return lexer.bytes[offset] == .closeAngle && lexer.byte(offset + 1) == .closeAngle
      && lexer.byte(offset + 2) == .closeAngle
  }

  /// Passes a backslash with what it takes the meaning from.
  private mutating func backslash(at offset: Int, _ reader: inout RawTextReader) -> Int {
    let next = lexer.byte(offset + 1)
    switch reader.style {
    case .string:
      reader.hasEscapes = true
      return multiLineEscape(at: offset)
    case .heredoc where next == .closeAngle, .braces where next == .closeBrace:
      reader.hasEscapes = true
      return offset + 2
    case .heredoc, .braces:
      // Before 1.1 a placeholder cannot be escaped in a command.
      guard version >= .v1_1, isPlaceholderStart(offset + 1, dollar: reader.style == .braces) else {
        return next == .backslash ? offset + 2 : offset + 1
      }
      reader.hasEscapes = true
      return offset + 3
    }
  }

  /// Checks an escape sequence and passes it; it is resolved after the indentation was removed.
  private mutating func multiLineEscape(at offset: Int) -> Int {
    switch EscapeSequence(in: lexer.bytes, at: offset, before: lexer.bytes.count) {
    case .bytes(_, let length): return offset + length
    case .malformed(let length):
      reportMalformedEscape(offset, length)
      return offset + length
    case .unknown:
      let next = lexer.byte(offset + 1)
      if next != .newline, next != .carriageReturn, offset + 1 < lexer.bytes.count { reportUnknownEscape(offset) }
      return min(offset + 2, lexer.bytes.count)
    }
  }

  private mutating func rawPlaceholder(
    at offset: Int, after start: Int, _ reader: inout RawTextReader
  ) throws(ParseFailure) -> Int {
    let level = brackets.level
    do throws(ParseFailure) {
      reader.text.append(start..<offset, try placeholder(at: offset))
      reader.height = max(reader.height, height)
      return current.end
    } catch {
      reader.failed = true
      guard let next = skipPlaceholder(to: level) else { throw unclosedText(reader) }
      return next
    }
  }

  private mutating func unclosedText(_ reader: RawTextReader) -> ParseFailure {
    lastUnclosed = max(lastUnclosed, reader.open.start)
    let close = reader.style == .braces ? "}" : ">>>"
    let what = reader.style == .string ? "multi-line string" : "command"
    report(
      "wdl.unclosed-\(reader.style == .string ? "string" : "command")", "the \(what) is never closed",
      at: reader.open, label: "opened here", help: "add `\(close)` at its end")
    lexer.position = lexer.bytes.count
    step()
    return ParseFailure()
  }
}
