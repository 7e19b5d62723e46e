import SourceText

extension WDLParser {
  /// `runtime { name: expression … }`; commas between are let go.
  mutating func attributes(_ title: String) throws(ParseFailure) -> AttributesSyntax {
    let start = current.span
    advance()
    var attributes: [(name: IdentifierSyntax, value: ExpressionSyntax)] = []
    var body = try openBody(title)
    while hasItem(&body, title) {
      do throws(ParseFailure) { attributes.append(try attribute()) } catch { recover(to: body.level) }
    }
    let close = closeBody(body)
    return AttributesSyntax(attributes: attributes, span: start.joined(with: close))
  }

  private mutating func attribute() throws(ParseFailure) -> (name: IdentifierSyntax, value: ExpressionSyntax) {
    let name = try anyWord("the name of an attribute")
    try expect(.colon, "`:` and a value after `\(name.text)`")
    let value = try expression()
    _ = accept(.comma)
    return (name: name, value: value)
  }

  /// `hints { … }`, where `hints`, `input` and `output` literals are allowed.
  mutating func hints() throws(ParseFailure) -> AttributesSyntax {
    let outer = allowsScopedLiterals
    allowsScopedLiterals = true
    defer { allowsScopedLiterals = outer }
    return try attributes("`hints`")
  }
}
