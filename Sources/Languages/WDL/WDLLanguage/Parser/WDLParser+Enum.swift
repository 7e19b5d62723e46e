import SourceText

extension WDLParser {
  /// `enum Name[Type] { Choice = value, … }` (1.3).
  mutating func enumDefinition() throws(ParseFailure) -> EnumSyntax {
    let start = current.span
    require(.enumDefinition, at: start)
    advance()
    var definition = EnumSyntax(name: try name("the name of the enum"), valueType: nil, choices: [], span: start)
    if accept(.leftBracket) {
      definition.valueType = try type()
      try expect(.rightBracket, "`]` after the type of the values")
    }
    let title = definition.name.text
    var body = try openBody("enum `\(title)`")
    while hasItem(&body, "enum `\(title)`") {
      do throws(ParseFailure) { try enumChoice(into: &definition) } catch { recover(to: body.level) }
    }
    let close = closeBody(body)
    definition.span = start.joined(with: close)
    return definition
  }

  private mutating func enumChoice(into definition: inout EnumSyntax) throws(ParseFailure) {
    let choice = try name("the name of a choice")
    var value: ExpressionSyntax?
    if accept(.assign) { value = try expression() }
    definition.choices.append((name: choice, value: value))
    if !accept(.comma), current.kind != .rightBrace {
      throw unexpected("`,` or `}` after choice `\(choice.text)`")
    }
  }
}
