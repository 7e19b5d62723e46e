import SourceText

extension WDLParser {
  /// Records a diagnostic. At one place only the first error is kept: what follows is its consequence.
  mutating func report(
    _ id: String, _ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
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

  /// Records that something else was expected at the current token.
  mutating func unexpected(_ what: String, help: String? = nil) -> ParseFailure {
    let found = describe(current)
    let id = current.kind == .end ? "wdl.unexpected-end" : "wdl.unexpected-token"
    report(id, "expected \(what), found \(found)", at: current.span, label: "expected \(what)", help: help)
    return ParseFailure()
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
