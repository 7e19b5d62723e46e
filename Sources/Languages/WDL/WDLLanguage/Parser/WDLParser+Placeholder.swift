import SourceText

extension WDLParser {
  /// `~{options expression}`, where `offset` is that of the `~` or `$`. Leaves its `}` current: after it text goes on.
  mutating func placeholder(at offset: Int) throws(ParseFailure) -> PlaceholderSyntax {
    let isDollar = lexer.bytes[offset] == .dollar
    lexer.position = offset + 2
    let level = brackets.level
    brackets.open(.leftBrace)
    step()
    // `${#name}` of the shell, which would be a comment.
    if isDollar, lexer.byte(offset + 2) == 0x23 {
      throw emptyPlaceholder(SourceSpan(offset, offset + 3), help: shellHelp)
    }
    var options: [PlaceholderSyntax.Option] = []
    var tallest = 0
    while let option = try placeholderOption() {
      options.append(option)
      tallest = max(tallest, height)
    }
    if current.kind == .rightBrace {
      throw emptyPlaceholder(SourceSpan(offset, current.end), help: "put an expression between the braces")
    }
    let expression = try expression()
    guard current.kind == .rightBrace else {
      throw unexpected("`}` after the placeholder's expression", help: isDollar ? shellHelp : nil)
    }
    brackets.goBack(to: level)
    height = max(height, tallest)
    return PlaceholderSyntax(
      options: options, expression: expression, isDollar: isDollar, span: SourceSpan(offset, current.end))
  }

  private var shellHelp: String { "for a variable of the shell use `command <<< … >>>`" }

  private mutating func emptyPlaceholder(_ span: SourceSpan, help: String) -> ParseFailure {
    report("wdl.empty-placeholder", "the placeholder has no expression", at: span, help: help)
    return ParseFailure()
  }

  /// `sep=…`, `true=…`, `false=…`, `default=…`; nil when there is none.
  private mutating func placeholderOption() throws(ParseFailure) -> PlaceholderSyntax.Option? {
    guard current.kind == .word, peek().kind == .assign else { return nil }
    let name = text(of: current)
    guard ["sep", "true", "false", "default"].contains(name) else {
      let near = Suggestion.nearest(to: name, among: ["sep", "true", "false", "default"])
      report(
        "wdl.unknown-placeholder-option", "there is no placeholder option `\(name)`", at: current.span,
        help: near.map { "did you mean `\($0)`?" } ?? "the options are `sep`, `true`, `false` and `default`")
      throw ParseFailure()
    }
    advance()
    advance()
    let value = try optionValue()
    switch name {
    case "sep": return .separator(value)
    case "true": return .whenTrue(value)
    case "false": return .whenFalse(value)
    default: return .fallback(value)
    }
  }

  /// A literal or a name: an index or operator after it would belong to the placeholder's expression.
  private mutating func optionValue() throws(ParseFailure) -> ExpressionSyntax {
    let start = current.span
    if current.kind == .minus {
      advance()
      let value = try primary()
      return ExpressionSyntax(.unary(.minus, value), start.joined(with: value.span))
    }
    var value = try primary()
    while current.kind == .dot {
      advance()
      let member = try anyWord("the name of a member after `.`")
      let span = start.joined(with: member.span)
      try grow(over: height, span)
      value = ExpressionSyntax(.member(value, member), span)
    }
    return value
  }

  /// After a failure in a placeholder: the offset where the text around it goes on, which is after its `}`, or else the
  /// next line. Nil when the text ends before. `level` is what was open before the placeholder.
  mutating func skipPlaceholder(to level: OpenBrackets.Level) -> Int? {
    defer { brackets.goBack(to: level) }
    while current.kind != .end {
      if current.startsLine { return current.start }
      if current.kind == .rightBrace, brackets.braces(since: level) <= 1 { return current.end }
      skipToken()
    }
    return nil
  }
}
