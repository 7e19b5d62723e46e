import SourceText

extension WDLParser {
  /// A literal, a name, an application or something in parentheses.
  mutating func primary() throws(ParseFailure) -> ExpressionSyntax {
    height = 1
    let span = current.span
    switch current.kind {
    case .word: return try wordExpression()
    case .doubleQuote, .singleQuote, .heredocStart:
      let string = try string()
      return ExpressionSyntax(.string(string), string.span)
    case .integer: return ExpressionSyntax(.integer(try integer(isNegative: false)), span)
    case .float: return ExpressionSyntax(.float(try float()), span)
    case .malformedNumber: throw malformedNumber()
    case .leftParenthesis: return try parenthesized()
    case .leftBracket: return try arrayLiteral()
    case .leftBrace: return try mapLiteral()
    default: throw unexpected("an expression")
    }
  }

  private mutating func wordExpression() throws(ParseFailure) -> ExpressionSyntax {
    let token = current
    if token.startsLine, startsDeclaration() { throw unexpected("an expression") }
    switch token.keyword {
    case .true: return literal(.boolean(true))
    case .false: return literal(.boolean(false))
    case .some(.none): return literal(.none)
    case .if: return try conditionalExpression()
    case .object where peek().kind == .leftBrace: return try objectLiteral()
    case .hints, .input, .output:
      if peek().kind == .leftBrace { return try scopedLiteral() }
    case .then, .else, .as, .call, .command, .import, .scatter, .runtime, .meta, .parameterMeta, .workflow:
      throw unexpected("an expression")
    default: break
    }
    advance()
    switch current.kind {
    case .leftParenthesis: return try application(of: IdentifierSyntax(text(of: token), token.span))
    case .leftBrace where !isAfterBlockHeader(token):
      return try structLiteral(IdentifierSyntax(text(of: token), token.span))
    default: return ExpressionSyntax(.name(text(of: token)), token.span)
    }
  }

  /// Whether `Type name` begins here, so that an expression before it is missing.
  private func startsDeclaration() -> Bool {
    guard current.keyword == nil else { return false }
    let next = peek()
    return next.kind == .word && !next.startsLine && ![.then, .else].contains(next.keyword)
  }

  /// A brace on a line of its own is not part of a literal.
  private func isAfterBlockHeader(_ token: Token) -> Bool { current.startsLine && peek().kind != .word }

  private mutating func literal(_ kind: ExpressionSyntax.Kind) -> ExpressionSyntax {
    let span = current.span
    advance()
    return ExpressionSyntax(kind, span)
  }

  /// `name(a, b)`.
  private mutating func application(of name: IdentifierSyntax) throws(ParseFailure) -> ExpressionSyntax {
    let (arguments, close) = try expressions(closedBy: .rightParenthesis, "`)` after the arguments of `\(name.text)`")
    let span = SourceSpan(name.span.start, close.end)
    try grow(over: height, span)
    return ExpressionSyntax(.apply(name, arguments), span)
  }

  /// Expressions between brackets, of which the opening one is current. Sets the height to the tallest one's.
  mutating func expressions(
    closedBy close: Token.Kind, _ what: @autoclosure () -> String
  ) throws(ParseFailure) -> ([ExpressionSyntax], SourceSpan) {
    advance()
    var expressions: [ExpressionSyntax] = []
    var tallest = 0
    while current.kind != close {
      expressions.append(try expression())
      tallest = max(tallest, height)
      if !accept(.comma), current.kind != close { throw unexpected("`,` or \(what())") }
    }
    let span = current.span
    advance()
    height = tallest
    return (expressions, span)
  }

  /// `(a)` or the pair `(a, b)`.
  private mutating func parenthesized() throws(ParseFailure) -> ExpressionSyntax {
    let open = current.span
    advance()
    var first = try expression()
    guard current.kind == .comma else {
      let close = try expect(.rightParenthesis, "`)`")
      first.span = open.joined(with: close)
      return first
    }
    let firstHeight = height
    advance()
    let second = try expression()
    let close = try expect(.rightParenthesis, "`)` after the second part of the pair")
    let span = open.joined(with: close)
    try grow(over: max(firstHeight, height), span)
    return ExpressionSyntax(.pair(first, second), span)
  }

  private mutating func arrayLiteral() throws(ParseFailure) -> ExpressionSyntax {
    let open = current.span
    let (elements, close) = try expressions(closedBy: .rightBracket, "`]` after the elements")
    let span = open.joined(with: close)
    try grow(over: height, span)
    return ExpressionSyntax(.array(elements), span)
  }

  /// `{ key: value, … }`.
  private mutating func mapLiteral() throws(ParseFailure) -> ExpressionSyntax {
    let open = current.span
    advance()
    var entries: [(key: ExpressionSyntax, value: ExpressionSyntax)] = []
    var tallest = 0
    while current.kind != .rightBrace {
      let key = try expression()
      tallest = max(tallest, height)
      try expect(.colon, "`:` and the value of the key")
      entries.append((key: key, value: try expression()))
      tallest = max(tallest, height)
      if !accept(.comma), current.kind != .rightBrace { throw unexpected("`,` or `}` in the map") }
    }
    let span = open.joined(with: current.span)
    advance()
    try grow(over: tallest, span)
    return ExpressionSyntax(.map(entries), span)
  }
}
