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
    var declaration = DeclarationSyntax(
      type: type, name: name, expression: nil, isEnvironment: isEnvironment, span: SourceSpan(start, name.span.end))
    if current.kind == .assign {
      let assign = current.span
      advance()
      let value = try expression()
      declaration.expression = value
      declaration.span = SourceSpan(start, value.span.end)
      if place == .structMember {
        report(
          "wdl.struct-member-value", "a member of a struct has no value", at: assign.joined(with: value.span),
          help: "remove it; values are given in literals")
      }
    } else if place.needsExpression {
      try missingExpression(name, place)
    }
    return declaration
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

  /// In draft-2 a declaration without a value is an input.
  private mutating func missingExpression(_ name: IdentifierSyntax, _ place: DeclarationPlace) throws(ParseFailure) {
    let isOutput = place == .taskOutput || place == .workflowOutput
    if version == .draft2, !isOutput { return }
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
    _ = try body(of: owner()) { parser throws(ParseFailure) in
      declarations.append(try parser.declaration(place))
    }
    return declarations
  }

  /// Reports a section that is there a second time.
  mutating func checkFirst(_ isFirst: Bool, _ section: String) {
    guard !isFirst else { return }
    report(
      "wdl.duplicate-section", "there is a second `\(section)` section", at: current.span,
      help: "put its content into the first one")
  }
}
