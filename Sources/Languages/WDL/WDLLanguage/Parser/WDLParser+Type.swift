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
    var type = TypeSyntax(name: name, span: name.span)
    if current.kind == .leftBracket {
      advance()
      type.arguments = try typeArguments(of: name)
      end = current.end
      try expect(.rightBracket, "`]` after the types within `\(name.text)`")
    }
    while current.kind == .plus || current.kind == .question {
      try quantifier(&type)
      end = current.end
      advance()
    }
    type.span = SourceSpan(name.span.start, end)
    return type
  }

  private mutating func typeArguments(of name: IdentifierSyntax) throws(ParseFailure) -> [TypeSyntax] {
    var arguments = [try type()]
    while accept(.comma) { arguments.append(try type()) }
    return arguments
  }

  private mutating func quantifier(_ type: inout TypeSyntax) throws(ParseFailure) {
    if current.kind == .question {
      if type.isOptional {
        report("wdl.doubled-quantifier", "the type has `?` twice", at: current.span, help: "remove one")
      }
      type.isOptional = true
    } else {
      if type.isOptional {
        report(
          "wdl.misplaced-quantifier", "`+` comes before `?`", at: current.span,
          help: "write `\(type.name.text)[…]+?`")
      } else if type.isNonEmpty {
        report("wdl.doubled-quantifier", "the type has `+` twice", at: current.span, help: "remove one")
      }
      type.isNonEmpty = true
    }
  }
}
