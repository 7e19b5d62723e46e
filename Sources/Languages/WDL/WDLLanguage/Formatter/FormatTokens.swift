import SourceText

/// Cuts a document without mistakes into tokens for the formatter.
struct FormatTokens {
  private var parser: WDLParser
  private let document: DocumentSyntax
  /// The outermost types by where they begin.
  private let types: [Int: TypeSyntax]
  private var tokens: [FormatToken] = []
  /// How many comments are done.
  private var comments = 0
  /// Where the last token or comment ended.
  private var end = 0

  static func of(_ document: DocumentSyntax) -> [FormatToken] {
    var tokens = FormatTokens(document)
    tokens.read()
    return tokens.tokens
  }

  private init(_ document: DocumentSyntax) {
    self.document = document
    parser = WDLParser(document.file)
    parser.version = document.version
    types = TypeSpans.of(document)
    if document.file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      parser.lexer.position = 3
      end = 3
    }
  }

  private mutating func read() {
    parser.step()
    while parser.current.kind != .end {
      let start = parser.current.start
      let startsLine = parser.current.startsLine
      let (kind, text, tokenEnd) = piece()
      add(kind, text, from: start, to: tokenEnd, startsLine)
    }
    add(.end, "", from: parser.current.start, to: parser.current.start, true)
  }

  /// Passes what makes one token.
  private mutating func piece() -> (FormatToken.Kind, String, Int) {
    let token = parser.current
    if let span = document.versionSpan, span.start == token.start {
      parser.lexer.position = span.end
      parser.step()
      let words = document.file.text(span).split { $0 == " " || $0 == "\t" }
      return (.version, words.joined(separator: " "), span.end)
    }
    if let type = types[token.start] {
      parser.lexer.position = type.span.end
      parser.step()
      return (.type, TypeText.of(type), type.span.end)
    }
    switch token.kind {
    case .doubleQuote, .singleQuote, .heredocStart: return string()
    case .word:
      if parser.isKeyword(.command), let command = command() { return command }
      let kind = token.keyword.map { FormatToken.Kind.keyword($0) } ?? .plain(.word)
      parser.advance()
      return (kind, parser.text(of: token), token.end)
    default:
      parser.advance()
      return (.plain(token.kind), parser.text(of: token), token.end)
    }
  }

  private mutating func string() -> (FormatToken.Kind, String, Int) {
    let start = parser.current.start
    // The document was read without mistakes, so is this.
    let string = try? parser.string()
    let end = string?.span.end ?? parser.current.start
    return (.string, document.file.text(SourceSpan(start, end)), end)
  }

  private mutating func command() -> (FormatToken.Kind, String, Int)? {
    let next = parser.peek()
    guard next.kind == .leftBrace || next.kind == .heredocStart else { return nil }
    parser.advance()
    guard let layout = CommandLayout.read(&parser) else { return nil }
    return (.command(layout), "command", layout.end)
  }

  /// Adds a token with the comments before it.
  private mutating func add(
    _ kind: FormatToken.Kind, _ text: String, from start: Int, to tokenEnd: Int, _ startsLine: Bool
  ) {
    var token = FormatToken(kind: kind, text: text, start: start, startsLine: startsLine)
    var isFirst = true
    while comments < document.comments.count, document.comments[comments].span.start < start {
      let comment = document.comments[comments]
      comments += 1
      let lines = lineFeeds(from: end, to: comment.span.start)
      end = comment.span.end
      if lines == 0, isFirst, !tokens.isEmpty {
        tokens[tokens.count - 1].trailing = comment.text
        continue
      }
      if isFirst { token.isAfterBlankLine = lines > 1 }
      token.leading.append(FormatToken.Comment(text: comment.text, isAfterBlankLine: !isFirst && lines > 1))
      isFirst = false
    }
    // Those within a type, or between `command` and its text, go before it; others are part of strings and commands.
    while comments < document.comments.count, document.comments[comments].span.start < tokenEnd {
      let isBefore =
        switch kind {
        case .type: true
        case .command(let layout): document.comments[comments].span.start < layout.start
        default: false
        }
      if isBefore {
        token.leading.append(FormatToken.Comment(text: document.comments[comments].text, isAfterBlankLine: false))
      }
      comments += 1
    }
    let isAfterBlankLine = lineFeeds(from: end, to: start) > 1
    if token.leading.isEmpty {
      token.isAfterBlankLine = isAfterBlankLine
    } else {
      token.separatesComments = isAfterBlankLine
    }
    end = tokenEnd
    tokens.append(token)
  }

  private func lineFeeds(from start: Int, to end: Int) -> Int {
    document.file.bytes[min(start, end)..<end].reduce(0) { $1 == .newline ? $0 + 1 : $0 }
  }
}
