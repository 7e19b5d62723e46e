import SourceText

extension WDLParser {
  mutating func expression() throws(ParseFailure) -> ExpressionSyntax {
    guard depth < Self.deepestNesting else { throw tooDeep(current.span) }
    depth += 1
    defer { depth -= 1 }
    return try binary(from: 1)
  }

  /// Operators that bind at least as tightly as `precedence`, with their operands.
  private mutating func binary(from precedence: Int) throws(ParseFailure) -> ExpressionSyntax {
    var left = try unary()
    var leftHeight = height
    while let found = OperatorTable.binary(current.kind), found.precedence >= precedence {
      if found.operator == .power { require(.exponentiation, at: current.span) }
      advance()
      let right = try binary(from: found.precedence + 1)
      let span = SourceSpan(left.span.start, right.span.end)
      try grow(over: max(leftHeight, height), span)
      leftHeight = height
      left = ExpressionSyntax(.binary(found.operator, left, right), span)
    }
    return left
  }

  private mutating func unary() throws(ParseFailure) -> ExpressionSyntax {
    guard let found = OperatorTable.unary(current.kind) else { return try postfix() }
    let start = current.span
    guard depth < Self.deepestNesting else { throw tooDeep(start) }
    advance()
    if found == .minus, current.kind == .integer {
      // The smallest integer has no positive counterpart.
      if let smallest = try smallestInteger(after: start) { return smallest }
    }
    depth += 1
    defer { depth -= 1 }
    let operand = try unary()
    let span = SourceSpan(start.start, operand.span.end)
    try grow(over: height, span)
    return ExpressionSyntax(.unary(found, operand), span)
  }

  /// A primary with its `.member` and `[index]`.
  private mutating func postfix() throws(ParseFailure) -> ExpressionSyntax {
    var base = try primary()
    while true {
      switch current.kind {
      case .dot:
        advance()
        let member = try anyWord("the name of a member after `.`")
        let span = SourceSpan(base.span.start, member.span.end)
        try grow(over: height, span)
        base = ExpressionSyntax(.member(base, member), span)
      case .leftBracket:
        let baseHeight = height
        advance()
        let index = try expression()
        let close = try expect(.rightBracket, "`]` after the index")
        let span = SourceSpan(base.span.start, close.end)
        try grow(over: max(baseHeight, height), span)
        base = ExpressionSyntax(.element(base, index: index), span)
      case .leftParenthesis:
        report(
          "wdl.not-a-function", "only functions of the standard library can be applied", at: base.span,
          label: "not the name of a function", help: "remove the parentheses")
        throw ParseFailure()
      default: return base
      }
    }
  }

  /// Sets the height of an expression made over others.
  @inline(__always)
  mutating func grow(over tallest: Int, _ span: SourceSpan) throws(ParseFailure) {
    height = tallest + 1
    if height > Self.highestExpression { throw tooLong(span) }
  }

  private mutating func tooLong(_ span: SourceSpan) -> ParseFailure {
    report(
      "wdl.too-deep", "the expression is too long", at: span,
      label: "more than \(Self.highestExpression) operations on top of each other",
      help: "name parts of it in declarations of their own")
    return ParseFailure()
  }

  /// `if a then b else c`.
  mutating func conditionalExpression() throws(ParseFailure) -> ExpressionSyntax {
    let start = current.span
    advance()
    let condition = try expression()
    var tallest = height
    try expect(.then, "`then` after the condition")
    let then = try expression()
    tallest = max(tallest, height)
    try expect(.else, "`else` and the other value")
    let otherwise = try expression()
    let span = SourceSpan(start.start, otherwise.span.end)
    try grow(over: max(tallest, height), span)
    return ExpressionSyntax(.conditional(condition: condition, then: then, otherwise: otherwise), span)
  }
}
