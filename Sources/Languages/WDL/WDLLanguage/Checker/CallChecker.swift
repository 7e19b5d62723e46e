import SourceText

/// Whether an input that a call leaves out may be given by whoever runs the workflow.
enum NestedInputs {
  case allowed
  /// Cromwell and miniwdl let it be given, the specification does not.
  case permissive
  case refused
}

/// Checks one call: its arguments, what it leaves out, what it waits for.
struct CallChecker {
  let context: DocumentContext
  let expressions: ExpressionChecker
  let nestedInputs: NestedInputs

  func check(_ syntax: CallSyntax, _ callee: Callable, _ variable: Variable) -> TypedCall {
    let inputs = Dictionary(callee.inputs.map { ($0.variable.name, $0) }, uniquingKeysWith: { first, _ in first })
    var uses: Set<Int> = []
    var arguments: [(name: String, value: TypedExpression)] = []
    var given: Set<String> = []
    for (name, value) in syntax.inputs {
      guard given.insert(name.text).inserted else {
        context.sink.error(
          "wdl.duplicate-input", "the call `\(variable.name)` is given `\(name.text)` twice", at: name.span)
        continue
      }
      let argument = argument(name, value, inputs[name.text], of: callee)
      uses.formUnion(argument.uses)
      if inputs[name.text] != nil { arguments.append((name.text, argument.expression)) }
    }
    reportMissing(callee, given, syntax)
    reportMissingWithin(callee, syntax)
    let after = syntax.after.compactMap(awaited)
    uses.formUnion(after.map(\.id))
    return TypedCall(
      name: variable.name, callee: callee, arguments: arguments, after: after, variable: variable, dependencies: uses,
      span: syntax.span)
  }

  private func argument(
    _ name: IdentifierSyntax, _ value: ExpressionSyntax?, _ input: TypedDeclaration?, of callee: Callable
  ) -> (expression: TypedExpression, uses: Set<Int>) {
    let syntax = value ?? ExpressionSyntax(.name(name.text), name.span)
    guard let input else {
      reportUnknown(name, of: callee)
      return expressions.checkAlone(syntax, as: .any, "")
    }
    context.sink.names?.use(name.span, .callInput(callee, name.text), input.variable.type)
    var purpose: String { "the input `\(name.text)` of `\(callee.name)`" }
    guard input.expression != nil, !input.variable.type.isOptional else {
      return expressions.checkAlone(syntax, as: input.variable.type, purpose)
    }
    // An input that has a default takes `None`, which means the default.
    return expressions.checkAlone(syntax, asOptional: input.variable.type, purpose)
  }

  private func reportUnknown(_ name: IdentifierSyntax, of callee: Callable) {
    var help = context.sink.suggestion(for: name.text, among: callee.inputs.map(\.variable.name))
    if case .task(let task) = callee, task.declarations.contains(where: { $0.variable.name == name.text }) {
      help = "`\(name.text)` is a private declaration: move it into the `input` section of the task"
    } else if name.text.contains(".") {
      help = "a workflow cannot set the inputs of the calls within another"
    }
    context.sink.error(
      "wdl.unknown-input", "`\(callee.name)` has no input `\(name.text)`", at: name.span, help: help)
  }

  private func reportMissing(_ callee: Callable, _ given: Set<String>, _ syntax: CallSyntax) {
    guard nestedInputs != .allowed, let last = syntax.target.last else { return }
    let missing = callee.inputs.filter {
      $0.expression == nil && !$0.variable.type.isOptional && !given.contains($0.variable.name)
    }
    guard !missing.isEmpty else { return }
    let names = missing.map { "`\($0.variable.name)`" }.joined(separator: ", ")
    context.sink.add(
      "wdl.missing-input", nestedInputs == .permissive ? .warning : .error,
      "the call of `\(callee.name)` needs \(names)",
      at: syntax.target[0].span.joined(with: syntax.alias?.span ?? last.span), help: helpForMissing(missing))
  }

  /// What the calls of a called workflow are not given by it, nobody can give: this workflow does not let inputs of calls
  /// be set.
  private func reportMissingWithin(_ callee: Callable, _ syntax: CallSyntax) {
    guard nestedInputs == .refused, case .workflow(let workflow) = callee, let last = syntax.target.last,
      let open = workflow.openInput
    else { return }
    context.sink.error(
      "wdl.missing-input", "the workflow `\(callee.name)` does not give `\(open)`, and nobody else can",
      at: syntax.target[0].span.joined(with: syntax.alias?.span ?? last.span),
      help: "make it an input of `\(callee.name)`, or say `allow_nested_inputs: true` in the hints of this workflow")
  }

  private func helpForMissing(_ missing: [TypedDeclaration]) -> String {
    if nestedInputs == .permissive {
      return "say `allowNestedInputs: true` in the `meta` section if whoever runs the workflow shall give it"
    }
    return missing.count == 1
      ? "give it: `\(missing[0].variable.name) = …`"
      : "give them, or make them inputs of the workflow and pass them on"
  }

  private func awaited(_ name: IdentifierSyntax) -> Variable? {
    guard let entry = expressions.scope.find(name.text), entry.role == .call else {
      context.sink.error(
        "wdl.unknown-call", "there is no call `\(name.text)` to wait for", at: name.span,
        help: context.sink.suggestion(for: name.text, among: expressions.scope.visibleNames))
      return nil
    }
    context.sink.names?.use(name.span, .variable(declaration: entry.span), entry.variable.type)
    return entry.variable
  }
}

extension ExpressionChecker {
  /// As the type, or optional when the expression is.
  func checkAlone(_ syntax: ExpressionSyntax, asOptional type: WDLType, _ purpose: @autoclosure () -> String) -> (
    expression: TypedExpression, uses: Set<Int>
  ) {
    let before = used
    defer { used = before }
    used = []
    let value = check(syntax, expecting: type)
    let expression = coerce(value, to: value.type.isOptional ? type.optional : type, purpose())
    return (expression, used)
  }
}
