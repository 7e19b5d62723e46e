import SourceText

extension WDLParser {
  /// `struct Name { Type member … }`; from 1.2 with `meta` and `parameter_meta`.
  mutating func structDefinition() throws(ParseFailure) -> StructSyntax {
    let start = current.span
    require(.structDefinition, at: start)
    advance()
    var definition = StructSyntax(name: try name("the name of the struct"), members: [], span: start)
    let title = definition.name.text
    var seen: [Keyword] = []
    var body = try openBody("struct `\(title)`")
    while hasItem(&body, "struct `\(title)`") {
      do throws(ParseFailure) { try structItem(into: &definition, &seen) } catch { recover(to: body.level) }
    }
    let close = closeBody(body)
    definition.span = start.joined(with: close)
    return definition
  }

  private mutating func structItem(into definition: inout StructSyntax, _ seen: inout [Keyword]) throws(ParseFailure) {
    if isKeyword(.meta) || isKeyword(.parameterMeta), peek().kind == .leftBrace {
      require(.structMeta, at: current.span)
      if isKeyword(.meta) {
        checkFirst(.meta, &seen)
        definition.meta = try metaSection()
      } else {
        checkFirst(.parameterMeta, &seen)
        definition.parameterMeta = try metaSection()
      }
      return
    }
    let member = try declaration(.structMember)
    definition.members.append(member)
  }
}
