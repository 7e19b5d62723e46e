import SourceText

extension WDLParser {
  /// `Map[String, Array[Int]+]?`. Which names are types and how many arguments they take is for the checker.
  mutating func type() throws(ParseFailure) -> TypeSyntax {
    guard depth < Self.deepestNesting else { throw tooDeep(current.span) }
    depth += 1
    defer { depth -= 1 }
    guard current.kind == .word else { throw unexpected("a type") }
    let name = IdentifierSyntax(text(of: current), current.span)
    var end = current.end
    advance()
    var arguments: [TypeSyntax] = []
    if current.kind == .leftBracket {
      advance()
      arguments = try typeArguments(of: name)
      end = current.end
      try expect(.rightBracket, "`]` after the types within `\(name.text)`")
    }
    var isOptional = false
    var isNonEmpty = false
    while current.kind == .plus || current.kind == .question {
      quantifier(&isOptional, &isNonEmpty)
      end = current.end
      advance()
    }
    return TypeSyntax(
      name: name, arguments: arguments, isOptional: isOptional, isNonEmpty: isNonEmpty,
      span: SourceSpan(name.span.start, end))
  }

  private mutating func typeArguments(of name: IdentifierSyntax) throws(ParseFailure) -> [TypeSyntax] {
    var arguments = [try type()]
    while accept(.comma) { arguments.append(try type()) }
    return arguments
  }

  private mutating func quantifier(_ isOptional: inout Bool, _ isNonEmpty: inout Bool) {
    if current.kind == .question {
      if isOptional {
        report("wdl.doubled-quantifier", "the type has `?` twice", at: current.span, help: "remove one")
      }
      isOptional = true
    } else {
      if isOptional {
        report("wdl.misplaced-quantifier", "`+` comes before `?`", at: current.span, help: "write `+?`")
      } else if isNonEmpty {
        report("wdl.doubled-quantifier", "the type has `+` twice", at: current.span, help: "remove one")
      }
      isNonEmpty = true
    }
  }
}
