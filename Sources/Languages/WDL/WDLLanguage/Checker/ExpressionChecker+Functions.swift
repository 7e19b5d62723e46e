import SourceText

extension ExpressionChecker {
  func checkCall(_ name: IdentifierSyntax, _ arguments: [ExpressionSyntax], _ span: SourceSpan) -> TypedExpression {
    let typed = arguments.map { check($0) }
    guard let function = functions[name.text] else {
      reportUnknownFunction(name)
      return mistake(span)
    }
    sink.names?.use(name.span, .function(function))
    if function.onlyInOutputs, !place.isInOutputs {
      sink.error(
        "wdl.output-only-function", "`\(name.text)` can be called in the output section of a task only", at: name.span,
        help: "there is no output before the command has run")
    }
    guard let chosen = choose(function, typed) else {
      reportMismatch(function, name, typed)
      return mistake(span)
    }
    return apply(function, chosen.overload, chosen.match, typed, span)
  }

  /// The first overload that the specification lets take the arguments; else the first that takes them with a warning.
  private func choose(
    _ function: LibraryFunction, _ arguments: [TypedExpression]
  ) -> (overload: LibraryFunction.Overload, match: PatternMatch)? {
    var permissive: (LibraryFunction.Overload, PatternMatch)?
    for overload in function.overloads where overload.takes(count: arguments.count) {
      var match = PatternMatch(version: version)
      switch fit(overload, arguments, &match) {
      case .same, .allowed: return (overload, match)
      case .permissive: permissive = permissive ?? (overload, match)
      case .refused: break
      }
    }
    return permissive
  }

  private func fit(
    _ overload: LibraryFunction.Overload, _ arguments: [TypedExpression], _ match: inout PatternMatch
  ) -> CoercionVerdict {
    var verdict = CoercionVerdict.same
    for (argument, parameter) in zip(arguments, overload.parameters) {
      if case .constant(let value) = parameter {
        guard case .literal(.boolean(value)) = argument.kind else { return .refused }
      }
      verdict = verdict.and(match.take(argument.type, as: parameter))
      if verdict == .refused { return .refused }
    }
    return verdict
  }

  private func apply(
    _ function: LibraryFunction, _ overload: LibraryFunction.Overload, _ match: PatternMatch,
    _ arguments: [TypedExpression], _ span: SourceSpan
  ) -> TypedExpression {
    var coerced: [TypedExpression] = []
    for (index, (argument, parameter)) in zip(arguments, overload.parameters).enumerated() {
      let wanted = match.type(of: parameter)
      coerced.append(
        wanted == .any || argument.type == .any
          ? argument : coerce(argument, to: wanted, "argument \(index + 1) of `\(function.name)`"))
    }
    warnOfNeedlessCall(function, arguments, span)
    checkPattern(function, arguments)
    return TypedExpression(.apply(function, overload, coerced), match.type(of: overload.result), span)
  }

  /// Reports a regular expression that is written out and not valid.
  private func checkPattern(_ function: LibraryFunction, _ arguments: [TypedExpression]) {
    guard ["sub", "find", "matches", "split"].contains(function.name), arguments.count > 1,
      case .literal(.string(let pattern)) = arguments[1].kind
    else { return }
    do {
      try RegularExpressions.validate(pattern)
    } catch {
      sink.error(
        "wdl.invalid-pattern", "\(error)", at: arguments[1].span,
        help: "a sign that stands for itself is written with two backslashes before it: `\\\\(`")
    }
  }

  private func reportUnknownFunction(_ name: IdentifierSyntax) {
    if let function = StandardLibrary.function(named: name.text) {
      sink.needs(function.since, "calls of `\(name.text)`", in: version, at: name.span)
      return
    }
    sink.error(
      "wdl.unknown-function", "there is no function `\(name.text)`", at: name.span,
      help: sink.suggestion(for: name.text, among: functions.keys.sorted()))
  }

  private func reportMismatch(_ function: LibraryFunction, _ name: IdentifierSyntax, _ arguments: [TypedExpression]) {
    let help = function.overloads.map { "`\(function.signature($0))`" }.joined(separator: " or ")
    let counted = function.overloads.filter { $0.takes(count: arguments.count) }
    guard let overload = counted.first else {
      let later = StandardLibrary.function(named: name.text)?.overloads ?? []
      if let since = later.filter({ $0.takes(count: arguments.count) }).map(\.since).min(), since > version {
        return sink.needs(
          since, "calls of `\(name.text)` with \(arguments.count) arguments", in: version, at: name.span)
      }
      let last = arguments.last?.span ?? name.span
      sink.error(
        "wdl.argument-count",
        "`\(name.text)` does not take \(arguments.count) "
          + (arguments.count == 1 ? "argument" : "arguments"), at: name.span.joined(with: last), help: help)
      return
    }
    let (index, wanted) = firstMisfit(overload, arguments)
    let given = arguments[index].type.withArticle
    sink.error(
      "wdl.argument-type",
      counted.count == 1
        ? "argument \(index + 1) of `\(name.text)` must be of type \(wanted) but is \(given)"
        : "`\(name.text)` does not take \(given) as argument \(index + 1)",
      at: arguments[index].span, label: "this is \(given)", help: help)
  }

  /// The argument that the overload refuses first.
  private func firstMisfit(
    _ overload: LibraryFunction.Overload, _ arguments: [TypedExpression]
  ) -> (index: Int, wanted: String) {
    var match = PatternMatch(version: version)
    for (index, argument) in arguments.enumerated() where index < overload.parameters.count {
      let wanted = overload.parameters[index]
      let before = match
      if match.take(argument.type, as: wanted) == .refused { return (index, "\(before.described(wanted))") }
    }
    return (0, overload.parameters.first.map { "\($0)" } ?? "")
  }
}

extension PatternMatch {
  /// The pattern with what is known of its variables.
  fileprivate func described(_ pattern: TypePattern) -> String {
    if case .variable(let name, let constraint, _) = pattern, bindings[name] == nil {
      switch constraint {
      case .primitive: return "a primitive type"
      case .enumeration: return "an enumeration"
      case .structOrObject: return "a struct or Object"
      case .holdsFiles: return "File, or something that holds files"
      case .anything: return "any type that is not optional"
      }
    }
    return pattern.isBound(in: bindings) ? "\(type(of: pattern))" : "\(pattern)"
  }
}

extension TypePattern {
  fileprivate func isBound(in bindings: TypeBindings) -> Bool {
    switch self {
    case .exact, .constant: true
    case .variable(let name, _, _), .choiceValue(let name): bindings[name] != nil
    case .array(let inner, _), .optional(let inner): inner.isBound(in: bindings)
    case .map(let first, let second), .pair(let first, let second):
      first.isBound(in: bindings) && second.isBound(in: bindings)
    }
  }
}

extension LibraryFunction.Overload {
  func takes(count: Int) -> Bool {
    count <= parameters.count && count >= parameters.count - optionalCount
  }
}
