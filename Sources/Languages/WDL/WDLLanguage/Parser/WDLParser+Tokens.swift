import SourceText

extension WDLParser {
  /// Goes on to the next token.
  mutating func advance() {
    switch current.kind {
    case .leftBrace, .leftParenthesis, .leftBracket: brackets.open(current.kind)
    case .rightBrace, .rightParenthesis, .rightBracket: brackets.close(current.kind)
    default: break
    }
    step()
  }

  /// Makes the token at the lexer's position the current one.
  mutating func step() {
    previousEnd = lexer.position
    current = lexer.next()
  }

  /// The token after the current one. Only where the current one opens no string and no command.
  func peek() -> Token { lexer.token(after: lexer.position) }

  /// The two tokens after the current one.
  func peekTwo() -> (Token, Token) {
    let first = peek()
    return (first, lexer.token(after: first.end))
  }

  func isKeyword(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  func text(of token: Token) -> String { lexer.text(token.start, token.end) }

  /// Whether a token is this word, which is no keyword.
  func isWord(_ token: Token, _ word: StaticString) -> Bool {
    guard token.kind == .word, token.end - token.start == word.utf8CodeUnitCount else { return false }
    for offset in 0..<word.utf8CodeUnitCount where word.utf8Start[offset] != lexer.bytes[token.start + offset] {
      return false
    }
    return true
  }

  /// Consumes the current token when it is of this kind.
  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard current.keyword == keyword else { return false }
    advance()
    return true
  }

  /// Consumes a token that must be there. `what` goes on from "expected": "`}` after the inputs".
  @discardableResult
  mutating func expect(
    _ kind: Token.Kind, _ what: @autoclosure () -> String, help: @autoclosure () -> String? = nil
  ) throws(ParseFailure) -> SourceSpan {
    guard current.kind == kind else { throw unexpected(what(), help: help()) }
    let span = current.span
    advance()
    return span
  }

  @discardableResult
  mutating func expect(_ keyword: Keyword, _ what: @autoclosure () -> String) throws(ParseFailure) -> SourceSpan {
    guard current.keyword == keyword else { throw unexpected(what()) }
    let span = current.span
    advance()
    return span
  }

  /// Any word, keywords too: names of members, attributes, keys.
  mutating func anyWord(_ what: @autoclosure () -> String) throws(ParseFailure) -> IdentifierSyntax {
    guard current.kind == .word else { throw unexpected(what()) }
    let identifier = IdentifierSyntax(text(of: current), current.span)
    advance()
    return identifier
  }

  /// A word that names something new or known, so no reserved one.
  mutating func name(_ what: @autoclosure () -> String) throws(ParseFailure) -> IdentifierSyntax {
    let token = current
    // A keyword that begins a line begins something else.
    if token.startsLine, token.kind == .word, isReserved(text(of: token)) { throw unexpected(what()) }
    let identifier = try anyWord(what())
    checkName(identifier, token)
    return identifier
  }

  /// Goes one level deeper for the time of `body`.
  mutating func nested<Result>(
    _ body: (inout WDLParser) throws(ParseFailure) -> Result
  ) throws(ParseFailure) -> Result {
    guard depth < Self.deepestNesting else { throw tooDeep(current.span) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }
}
