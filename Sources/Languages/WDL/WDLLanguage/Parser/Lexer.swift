import SourceText

/// Cuts bytes into tokens, one at a time, and collects the comments between them.
///
/// This is the normal mode. The text of strings and commands is read by the parser from `position` on, and so is never
/// taken for tokens.
struct Lexer {
  let bytes: [UInt8]
  /// The first byte that belongs to no token yet.
  var position = 0
  private(set) var comments: [CommentSyntax] = []
  private let keywords = KeywordTable.shared

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at an offset; 0 beyond the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func text(_ start: Int, _ end: Int) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self) }
  }

  /// The next token.
  mutating func next() -> Token {
    var offset = position
    var startsLine = skipSpace(&offset)
    while byte(offset) == 0x23 {
      comment(&offset)
      startsLine = skipSpace(&offset) || startsLine
    }
    let token = scan(offset, startsLine)
    position = token.end
    return token
  }

  /// The token at or after an offset, without going there.
  func token(after start: Int) -> Token {
    var offset = start
    var startsLine = skipSpace(&offset)
    while byte(offset) == 0x23 {
      offset = endOfLine(from: offset)
      startsLine = skipSpace(&offset) || startsLine
    }
    return scan(offset, startsLine)
  }

  /// Tells whether a line begins within what was skipped (or the text does).
  @inline(__always)
  private func skipSpace(_ offset: inout Int) -> Bool {
    let start = offset
    return bytes.withUnsafeBufferPointer { bytes in
      var startsLine = start == 0
      var end = start
      while end < bytes.count {
        let byte = bytes[end]
        if byte > 0x20 { break }
        if byte != 0x20 {
          if byte == .newline { startsLine = true } else if byte != 0x09, byte != .carriageReturn { break }
        }
        end += 1
      }
      offset = end
      return startsLine
    }
  }

  @inline(__always)
  private func endOfWord(from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count, bytes[end].isWordPart { end += 1 }
      return end
    }
  }

  private func endOfLine(from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count, bytes[end] != .newline { end += 1 }
      return end
    }
  }

  private mutating func comment(_ offset: inout Int) {
    let start = offset
    offset = endOfLine(from: start)
    // What is skipped after a mistake may be read again.
    if let last = comments.last, last.span.start >= start { return }
    let end = bytes[offset - 1] == .carriageReturn ? offset - 1 : offset
    comments.append(CommentSyntax(text: text(start, end), span: SourceSpan(start, end)))
  }

  /// The token that begins at an offset, which is no space.
  @inline(__always)
  private func scan(_ start: Int, _ startsLine: Bool) -> Token {
    guard start < bytes.count else { return Token(kind: .end, startsLine: startsLine, start: start, end: start) }
    let byte = bytes[start]
    if byte.isWordStart {
      let end = endOfWord(from: start + 1)
      // Of the capitals only that of `None` begins a keyword.
      let keyword = byte & 0x20 != 0 || byte == 0x4E ? keywords.find(bytes, from: start, to: end) : nil
      return Token(kind: .word, keyword: keyword, startsLine: startsLine, start: start, end: end)
    }
    if byte.isDigit || (byte == 0x2E && self.byte(start + 1).isDigit) {
      let (kind, end) = number(from: start)
      return Token(kind: kind, startsLine: startsLine, start: start, end: end)
    }
    let (kind, length) = punctuation(byte, start)
    return Token(kind: kind, startsLine: startsLine, start: start, end: start + length)
  }

  private func punctuation(_ byte: UInt8, _ start: Int) -> (Token.Kind, Int) {
    switch byte {
    case 0x7B: return (.leftBrace, 1)
    case 0x7D: return (.rightBrace, 1)
    case 0x28: return (.leftParenthesis, 1)
    case 0x29: return (.rightParenthesis, 1)
    case 0x5B: return (.leftBracket, 1)
    case 0x5D: return (.rightBracket, 1)
    case 0x2C: return (.comma, 1)
    case 0x3A: return (.colon, 1)
    case 0x2E: return (.dot, 1)
    case 0x3F: return (.question, 1)
    case 0x22: return (.doubleQuote, 1)
    case 0x27: return (.singleQuote, 1)
    case 0x2B: return (.plus, 1)
    case 0x2D: return (.minus, 1)
    case 0x2F: return (.slash, 1)
    case 0x25: return (.percent, 1)
    default: return longPunctuation(byte, start)
    }
  }

  /// Those that may be of several characters.
  private func longPunctuation(_ byte: UInt8, _ start: Int) -> (Token.Kind, Int) {
    let next = self.byte(start + 1)
    switch byte {
    case 0x3D: return next == 0x3D ? (.equal, 2) : (.assign, 1)
    case 0x21: return next == 0x3D ? (.notEqual, 2) : (.not, 1)
    case 0x2A: return next == 0x2A ? (.doubleStar, 2) : (.star, 1)
    case 0x3E: return next == 0x3D ? (.greaterOrEqual, 2) : (.greater, 1)
    case 0x3C where next == 0x3C && self.byte(start + 2) == 0x3C: return (.heredocStart, 3)
    case 0x3C: return next == 0x3D ? (.lessOrEqual, 2) : (.less, 1)
    case 0x26 where next == 0x26: return (.and, 2)
    case 0x7C where next == 0x7C: return (.or, 2)
    default: return (.unknown, lengthOfUnknown(start))
    }
  }

  /// One character that the language does not know; a run of those beyond ASCII is one token.
  private func lengthOfUnknown(_ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] >= 0x80 { end += 1 }
    return end - start
  }
}
