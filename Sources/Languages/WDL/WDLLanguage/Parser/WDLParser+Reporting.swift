import SourceText

extension WDLParser {
  /// Records a diagnostic. At one place only the first error is kept: what follows is its consequence.
  mutating func report(
    _ id: String, _ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    if diagnostics.count >= Self.mostDiagnostics { return }
    if severity == .error,
      let last = diagnostics.last(where: { $0.severity == .error }), last.span.start == span.start
    {
      return
    }
    diagnostics.append(Diagnostic(id, severity, message, in: file, at: span, label: label, help: help))
  }

  mutating func warn(
    _ id: String, _ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil
  ) {
    report(id, message, at: span, label: label, help: help, severity: .warning)
  }

  /// Records that something else was expected at the current token. What is missing at the end of a line is shown there.
  mutating func unexpected(_ what: String, help: String? = nil) -> ParseFailure {
    let isMissing = current.startsLine && previousEnd > 0
    report(
      current.kind == .end ? "wdl.unexpected-end" : "wdl.unexpected-token",
      "expected \(what), found \(describe(current))",
      at: isMissing ? SourceSpan(previousEnd, previousEnd) : current.span,
      label: isMissing ? "expected here" : nil, help: help)
    return ParseFailure()
  }

  /// Whether the current token can neither begin an item nor end them.
  var isStray: Bool {
    switch current.kind {
    case .word, .rightBrace, .end, .comma: false
    default: !current.startsLine
    }
  }

  /// Records that the current token does not belong to what stands before it.
  mutating func stray() -> ParseFailure {
    report("wdl.unexpected-token", "unexpected \(describe(current))", at: current.span, help: strayHelp)
    return ParseFailure()
  }

  private var strayHelp: String? {
    let first = lexer.bytes[current.start]
    switch current.kind {
    case .unknown where first == 0x3B: return "WDL has no semicolons: remove it"
    case .unknown where first == 0x26: return "did you mean `&&`?"
    case .unknown where first == 0x7C: return "did you mean `||`?"
    case .unknown where first >= 0x80: return "names are made of the letters a to z, digits and `_`"
    case .doubleQuote, .singleQuote: return "strings are joined by `+`"
    default: return nil
    }
  }

  mutating func tooDeep(_ span: SourceSpan) -> ParseFailure {
    report(
      "wdl.too-deep", "this is nested too deeply", at: span,
      label: "more than \(Self.deepestNesting) levels", help: "name parts of it in declarations of their own")
    return ParseFailure()
  }

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the file"
    case .doubleQuote, .singleQuote, .heredocStart: "a string"
    case .word where token.keyword != nil && isReserved(text(of: token)): "the keyword `\(text(of: token))`"
    default: "`\(text(of: token).prefix(40))`"
    }
  }
}
