import SourceText

/// Cuts bytes into tokens, one at a time, and collects the comments between them.
///
/// This is the normal mode. The text of strings and commands is read by the parser from `position` on, and so is never
/// taken for tokens.
struct Lexer {
  let bytes: [UInt8]
  /// The first byte that belongs to no token yet.
  var position: Int
  private(set) var comments: [CommentSyntax] = []

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The byte at an offset; 0 beyond the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func text(_ start: Int, _ end: Int) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self) }
  }

  mutating func next() -> Token {
    let startsLine = skipSpaceAndComments()
    let start = position
    guard start < bytes.count else { return Token(kind: .end, startsLine: startsLine, start: start, end: start) }
    let byte = bytes[start]
    if byte.isWordStart {
      let end = endOfWord(from: start + 1)
      position = end
      let keyword = Keyword.find(bytes, from: start, to: end)
      return Token(kind: .word, keyword: keyword, startsLine: startsLine, start: start, end: end)
    }
    let kind: Token.Kind
    if byte.isDigit || (byte == 0x2E && self.byte(start + 1).isDigit) {
      kind = number()
    } else {
      kind = punctuation(byte, self.byte(start + 1))
    }
    return Token(kind: kind, startsLine: startsLine, start: start, end: position)
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isWordPart { end += 1 }
    return end
  }

  /// Tells whether a line begins within what was skipped (or the text does).
  private mutating func skipSpaceAndComments() -> Bool {
    var startsLine = position == 0
    while position < bytes.count {
      switch bytes[position] {
      case .newline:
        startsLine = true
        position += 1
      case 0x20, 0x09, .carriageReturn: position += 1
      case 0x23: comment()
      default: return startsLine
      }
    }
    return startsLine
  }

  private mutating func comment() {
    let start = position
    while position < bytes.count, bytes[position] != .newline { position += 1 }
    // Looking ahead comes here twice.
    if let last = comments.last, last.span.start >= start { return }
    let end = bytes[position - 1] == .carriageReturn ? position - 1 : position
    comments.append(CommentSyntax(text: text(start, end), span: SourceSpan(start, end)))
  }

  private mutating func punctuation(_ byte: UInt8, _ next: UInt8) -> Token.Kind {
    switch byte {
    case 0x7B: take(1, .leftBrace)
    case 0x7D: take(1, .rightBrace)
    case 0x28: take(1, .leftParenthesis)
    case 0x29: take(1, .rightParenthesis)
    case 0x5B: take(1, .leftBracket)
    case 0x5D: take(1, .rightBracket)
    case 0x2C: take(1, .comma)
    case 0x3A: take(1, .colon)
    case 0x2E: take(1, .dot)
    case 0x3F: take(1, .question)
    case 0x22: take(1, .doubleQuote)
    case 0x27: take(1, .singleQuote)
    case 0x2B: take(1, .plus)
    case 0x2D: take(1, .minus)
    case 0x2F: take(1, .slash)
    case 0x25: take(1, .percent)
    case 0x3D: next == 0x3D ? take(2, .equal) : take(1, .assign)
    case 0x21: next == 0x3D ? take(2, .notEqual) : take(1, .not)
    case 0x2A: next == 0x2A ? take(2, .doubleStar) : take(1, .star)
    case 0x3E: next == 0x3D ? take(2, .greaterOrEqual) : take(1, .greater)
    case 0x3C where next == 0x3C && self.byte(position + 2) == 0x3C: take(3, .heredocStart)
    case 0x3C: next == 0x3D ? take(2, .lessOrEqual) : take(1, .less)
    case 0x26 where next == 0x26: take(2, .and)
    case 0x7C where next == 0x7C: take(2, .or)
    default: unknown()
    }
  }

  private mutating func take(_ count: Int, _ kind: Token.Kind) -> Token.Kind {
    position += count
    return kind
  }

  /// One character that the language does not know; a run of those beyond ASCII is one token.
  private mutating func unknown() -> Token.Kind {
    position += 1
    while position < bytes.count, bytes[position] >= 0x80 { position += 1 }
    return .unknown
  }
}
