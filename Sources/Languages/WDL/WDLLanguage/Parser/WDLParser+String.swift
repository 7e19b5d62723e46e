import SourceText

/// Parts of a string as they come together: adjacent texts become one, empty ones none.
struct StringParts {
  private(set) var parts: [StringSyntax.Part] = []

  mutating func append(text: String) {
    if text.isEmpty { return }
    if !parts.isEmpty, case .text(let before) = parts[parts.count - 1] {
      parts[parts.count - 1] = .text(before + text)
    } else {
      parts.append(.text(text))
    }
  }

  mutating func append(_ placeholder: PlaceholderSyntax) { parts.append(.placeholder(placeholder)) }
}

extension WDLParser {
  /// A string of any kind; the current token opens it. Sets the height to that of its placeholders.
  mutating func string() throws(ParseFailure) -> StringSyntax {
    switch current.kind {
    case .doubleQuote: return try quotedString(0x22, .double)
    case .singleQuote: return try quotedString(0x27, .single)
    default: return try multiLineString()
    }
  }

  private mutating func quotedString(
    _ quote: UInt8, _ quotes: StringSyntax.Quotes
  ) throws(ParseFailure) -> StringSyntax {
    let open = current.span
    var text = QuotedText(from: open.end)
    var parts = StringParts()
    var failed = false
    var tallest = 0
    while true {
      let offset = skipPlain(from: text.offset, quote)
      let byte = lexer.byte(offset)
      guard offset < lexer.bytes.count, byte != .newline else { throw unclosedString(open, offset) }
      text.offset = offset
      if byte == quote { break }
      if byte == .backslash {
        escape(in: &text, quotes)
      } else if isPlaceholderStart(offset, dollar: true) {
        parts.append(text: text.take(from: lexer))
        let level = brackets.level
        do throws(ParseFailure) { parts.append(try placeholder(at: offset)) } catch {
          failed = true
          guard skipPlaceholder(to: level) != nil, !current.startsLine else { throw ParseFailure() }
        }
        tallest = max(tallest, height)
        text = QuotedText(from: current.end)
      } else {
        text.offset += 1
      }
    }
    parts.append(text: text.take(from: lexer))
    lexer.position = text.offset + 1
    step()
    if failed { throw ParseFailure() }
    height = tallest + 1
    return StringSyntax(parts: parts.parts, quotes: quotes, span: SourceSpan(open.start, text.offset + 1))
  }

  /// The next byte that may mean something.
  @inline(__always)
  private func skipPlain(from start: Int, _ quote: UInt8) -> Int {
    lexer.bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while offset < bytes.count {
        switch bytes[offset] {
        case quote, .backslash, .newline, .tilde, .dollar: return offset
        default: offset += 1
        }
      }
      return offset
    }
  }

  /// Whether `~{` (not in draft-2) or `${` stands here.
  func isPlaceholderStart(_ offset: Int, dollar: Bool) -> Bool {
    guard lexer.byte(offset + 1) == .openBrace else { return false }
    switch lexer.byte(offset) {
    case .tilde: return version != .draft2
    case .dollar: return dollar || version == .draft2
    default: return false
    }
  }

  private mutating func unclosedString(_ open: SourceSpan, _ end: Int) -> ParseFailure {
    let quote = text(of: Token(kind: .unknown, startsLine: false, start: open.start, end: open.end))
    report(
      "wdl.unclosed-string", "the string is not closed on its line", at: SourceSpan(open.start, end),
      label: "opened here",
      help: version >= .v1_2
        ? "add `\(quote)`; text of several lines goes between `<<<` and `>>>`"
        : "add `\(quote)`; write a line break as `\\n`")
    lexer.position = end
    step()
    return ParseFailure()
  }
}

/// The text between two placeholders of a quoted string while it is read.
struct QuotedText {
  /// The byte to read next.
  var offset: Int
  /// From where the bytes are not in `buffer` yet.
  private var pending: Int
  private var buffer: [UInt8] = []

  init(from start: Int) {
    offset = start
    pending = start
  }

  /// Puts other bytes in the place of `count` bytes at `offset`.
  mutating func replace(_ count: Int, by bytes: some Sequence<UInt8>, in lexer: Lexer) {
    buffer.append(contentsOf: lexer.bytes[pending..<offset])
    buffer.append(contentsOf: bytes)
    offset += count
    pending = offset
  }

  /// The text up to `offset`.
  mutating func take(from lexer: Lexer) -> String {
    guard !buffer.isEmpty else { return lexer.text(pending, offset) }
    buffer.append(contentsOf: lexer.bytes[pending..<offset])
    return String(decoding: buffer, as: UTF8.self)
  }
}
