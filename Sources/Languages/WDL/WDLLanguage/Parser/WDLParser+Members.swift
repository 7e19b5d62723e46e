import SourceText

extension WDLParser {
  /// `object { name: value, … }`.
  mutating func objectLiteral() throws(ParseFailure) -> ExpressionSyntax {
    let start = current.span
    advance()
    let (members, close) = try members("the object", dotted: false)
    return ExpressionSyntax(.object(members), start.joined(with: close))
  }

  /// `Person { name: value, … }` (1.1). The current token is the brace.
  mutating func structLiteral(_ name: IdentifierSyntax) throws(ParseFailure) -> ExpressionSyntax {
    require(.structLiteral, at: name.span)
    let (members, close) = try members("the struct", dotted: false)
    return ExpressionSyntax(.structure(name, members), name.span.joined(with: close))
  }

  /// `hints { … }`, `input { … }`, `output { … }` (1.2), only within a hints section.
  mutating func scopedLiteral() throws(ParseFailure) -> ExpressionSyntax {
    let start = current.span
    let word = text(of: current)
    guard let kind = ExpressionSyntax.ScopedKind(rawValue: word) else { throw unexpected("an expression") }
    require(.scopedLiteral, at: start)
    if !allowsScopedLiterals {
      report(
        "wdl.misplaced-scoped-literal", "a `\(word)` literal stands only in a `hints` section", at: start,
        help: "use a struct or a map")
    }
    advance()
    let (members, close) = try members("the `\(word)` literal", dotted: kind != .hints)
    return ExpressionSyntax(.scoped(kind, members), start.joined(with: close))
  }

  /// `{ name: value, … }`. Sets the height of what is made of it.
  private mutating func members(
    _ owner: @autoclosure () -> String, dotted: Bool
  ) throws(ParseFailure) -> ([(name: IdentifierSyntax, value: ExpressionSyntax)], SourceSpan) {
    advance()
    var members: [(name: IdentifierSyntax, value: ExpressionSyntax)] = []
    var tallest = 0
    while current.kind != .rightBrace {
      let name = try memberName(dotted)
      try expect(.colon, "`:` and the value of `\(name.text)`")
      members.append((name: name, value: try expression()))
      tallest = max(tallest, height)
      if !accept(.comma), current.kind != .rightBrace { throw unexpected("`,` or `}` in \(owner())") }
    }
    let close = current.span
    advance()
    try grow(over: tallest, close)
    return (members, close)
  }

  private mutating func memberName(_ dotted: Bool) throws(ParseFailure) -> IdentifierSyntax {
    var name = try anyWord("the name of a member")
    while dotted, accept(.dot) {
      let next = try anyWord("a name after `.`")
      name = IdentifierSyntax(name.text + "." + next.text, name.span.joined(with: next.span))
    }
    return name
  }
}
