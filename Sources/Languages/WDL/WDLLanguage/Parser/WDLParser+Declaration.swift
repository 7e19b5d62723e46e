import SourceText

/// Where a declaration stands, which says what it may have.
enum DeclarationPlace {
  case taskInput, taskPrivate, taskOutput, workflowInput, workflowPrivate, workflowOutput, structMember

  var allowsEnvironment: Bool { self == .taskInput || self == .taskPrivate }
  var needsExpression: Bool {
    switch self {
    case .taskPrivate, .workflowPrivate, .taskOutput, .workflowOutput: true
    case .taskInput, .workflowInput, .structMember: false
    }
  }
}

extension WDLParser {
  /// `env Type name = expression`.
  mutating func declaration(_ place: DeclarationPlace) throws(ParseFailure) -> DeclarationSyntax {
    let start = current.start
    let isEnvironment = environmentModifier(place)
    let type = try type()
    guard current.kind == .word else {
      throw unexpected("a name after the type `\(file.text(type.span))`", help: sectionSuggestion(type))
    }
    let name = try name("a name")
    let value = try self.value(of: name, place, isOptional: type.isOptional)
    let end = value?.span.end ?? name.span.end
    return DeclarationSyntax(
      type: type, name: name, expression: value, isEnvironment: isEnvironment, span: SourceSpan(start, end))
  }

  /// `= expression`, where it may or must be.
  private mutating func value(
    of name: IdentifierSyntax, _ place: DeclarationPlace, isOptional: Bool
  ) throws(ParseFailure) -> ExpressionSyntax? {
    guard current.kind == .assign else {
      if isStray { throw stray() }
      if place.needsExpression { missingExpression(name, place, isOptional: isOptional) }
      return nil
    }
    let assign = current.span
    advance()
    let value = try expression()
    if place == .structMember {
      report(
        "wdl.struct-member-value", "a member of a struct has no value", at: assign.joined(with: value.span),
        help: "remove it; values are given in literals")
    }
    return value
  }

  /// `env`, when a type and a name follow it.
  private mutating func environmentModifier(_ place: DeclarationPlace) -> Bool {
    guard isKeyword(.env) else { return false }
    let (next, after) = peekTwo()
    guard next.kind == .word, [.word, .leftBracket, .question, .plus].contains(after.kind) else { return false }
    require(.environment, at: current.span)
    if !place.allowsEnvironment {
      report(
        "wdl.misplaced-env", "`env` is for the inputs and private declarations of tasks", at: current.span,
        help: "remove it")
    }
    advance()
    return true
  }

  /// In draft-2 a declaration without a value is an input; in 1.0 and 1.1 miniwdl takes an optional one for `None`.
  private mutating func missingExpression(
    _ name: IdentifierSyntax, _ place: DeclarationPlace, isOptional: Bool
  ) {
    let isOutput = place == .taskOutput || place == .workflowOutput
    if version == .draft2, !isOutput { return }
    if isOptional, !isOutput, version <= .v1_1 {
      report(
        "wdl.missing-value", "`\(name.text)` has no value and is always `None`", at: name.span,
        label: "other engines may refuse it", help: "add `= None` or an expression, or move it into `input { … }`",
        severity: .warning)
      return
    }
    report(
      "wdl.missing-value", "`\(name.text)` has no value", at: name.span,
      label: isOutput ? "an output needs `= …`" : "a declaration outside the inputs needs `= …`",
      help: isOutput ? "add `= ` and an expression" : "add `= ` and an expression, or move it into `input { … }`")
  }

  /// For `comand <<<` and the like, which look like a type.
  private func sectionSuggestion(_ type: TypeSyntax) -> String? {
    guard type.arguments.isEmpty, !type.isOptional else { return nil }
    let words = [
      "call", "command", "hints", "if", "input", "meta", "output", "parameter_meta", "requirements", "runtime",
      "scatter",
    ]
    return Suggestion.nearest(to: type.name.text, among: words).map { "did you mean `\($0)`?" }
  }

  /// `{ Type name = expression … }` of an input or output section.
  mutating func declarations(
    _ place: DeclarationPlace, of owner: @autoclosure () -> String
  ) throws(ParseFailure) -> [DeclarationSyntax] {
    var declarations: [DeclarationSyntax] = []
    var body = try openBody(owner())
    while hasItem(&body, owner()) {
      do throws(ParseFailure) { declarations.append(try declaration(place)) } catch { recover(to: body.level) }
    }
    _ = closeBody(body)
    return declarations
  }

  /// Joins a second section to the first one.
  func append(_ more: [DeclarationSyntax], to declarations: inout [DeclarationSyntax]) {
    if declarations.isEmpty { declarations = more } else { declarations.append(contentsOf: more) }
  }

  /// Reports a section that is there a second time.
  mutating func checkFirst(_ section: Keyword, _ seen: inout [Keyword]) {
    guard seen.contains(section) else {
      seen.append(section)
      return
    }
    report(
      "wdl.duplicate-section", "there is a second `\(section.rawValue)` section", at: current.span,
      help: "put its content into the first one")
  }
}
