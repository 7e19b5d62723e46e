import SourceText

extension WDLParser {
  /// `runtime { name: expression … }`; commas between are let go.
  mutating func attributes(_ title: String) throws(ParseFailure) -> AttributesSyntax {
    let start = current.span
    advance()
    var attributes: [(name: IdentifierSyntax, value: ExpressionSyntax)] = []
    let close = try body(of: title) { parser throws(ParseFailure) in
      let name = try parser.anyWord("the name of an attribute")
      try parser.expect(.colon, "`:` and a value after `\(name.text)`")
      attributes.append((name: name, value: try parser.expression()))
      _ = parser.accept(.comma)
    }
    return AttributesSyntax(attributes: attributes, span: start.joined(with: close))
  }

  /// `hints { … }`, where `hints`, `input` and `output` literals are allowed.
  mutating func hints() throws(ParseFailure) -> AttributesSyntax {
    let outer = allowsScopedLiterals
    allowsScopedLiterals = true
    defer { allowsScopedLiterals = outer }
    return try attributes("`hints`")
  }
}
