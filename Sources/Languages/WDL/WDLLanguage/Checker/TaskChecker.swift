import JSONText
import SourceText

/// Makes a typed task of its syntax.
struct TaskChecker {
  private let context: DocumentContext
  private let syntax: TaskSyntax
  private let declarations: DeclarationChecker
  private let scope = Scope()
  private let expressions: ExpressionChecker
  private var counter = VariableCounter()
  private var taskVariables: [TaskVariableScope: Variable] = [:]

  init(_ syntax: TaskSyntax, context: DocumentContext) {
    self.syntax = syntax
    self.context = context
    declarations = DeclarationChecker(context: context)
    expressions = context.expressions(scope)
  }

  mutating func check() -> TypedTask {
    makeTaskVariables()
    let isDraft = context.version == .draft2
    let inputs = declarations.declare(
      isDraft ? syntax.inputs + syntax.declarations : syntax.inputs, as: .input, in: scope, &counter)
    let own = isDraft ? [] : declarations.declare(syntax.declarations, as: .declaration, in: scope, &counter)
    let typedInputs = inputs.map { declarations.check($0, expressions) }
    let typedOwn = own.map { declarations.check($0, expressions) }
    let sections = checkSections()
    let outputs = checkOutputs()
    context.checkMeta(syntax.meta, syntax.parameterMeta)
    context.checkParameterMeta(
      syntax.parameterMeta, of: syntax.name.text, names: (typedInputs + outputs).map(\.variable.name))
    return TypedTask(
      name: syntax.name.text, file: context.file, version: context.version, inputs: typedInputs,
      declarations: sorted(typedInputs + typedOwn), command: checkCommand(), outputs: outputs,
      requirements: sections.requirements, usesRequirements: syntax.requirements != nil, hints: sections.hints,
      meta: syntax.meta?.json ?? JSONObject(), parameterMeta: syntax.parameterMeta?.json ?? JSONObject(),
      taskVariables: taskVariables, variableCount: counter.count, span: syntax.span)
  }

  private mutating func makeTaskVariables() {
    guard context.version >= .v1_2 else { return }
    let scopes: [TaskVariableScope] =
      context.version >= .v1_3 ? [.requirements, .command, .outputs] : [.command, .outputs]
    for scope in scopes { taskVariables[scope] = counter.make("task", .task(scope)) }
  }

  private func checkCommand() -> [TypedStringPart] {
    guard let command = syntax.command else { return [] }
    return expressions.with({ $0.taskVariable = taskVariables[.command] }) { expressions.checkParts(command.parts) }
  }

  private func checkSections() -> (
    requirements: [(name: String, value: TypedExpression)], hints: [(name: String, value: TypedExpression)]
  ) {
    if let runtime = syntax.runtime, let other = syntax.requirements ?? syntax.hints, context.version >= .v1_2 {
      context.sink.error(
        "wdl.runtime-and-requirements", "a task has either `runtime` or `requirements` and `hints`",
        at: SourceSpan(runtime.span.start, runtime.span.start + 7),
        help: "move what `runtime` says into `requirements`"
          + (other.span == syntax.hints?.span ? " and keep `hints`" : ""))
    }
    let attributes = AttributesChecker(context: context, expressions: expressions)
    return expressions.with({
      $0.taskVariable = taskVariables[.requirements]
      if syntax.hints != nil {
        $0.hintTargets = [.input: syntax.inputs.map(\.name.text), .output: syntax.outputs.map(\.name.text)]
      }
    }) {
      let runtime = syntax.runtime.map(attributes.runtime) ?? []
      let requirements = syntax.requirements.map(attributes.requirements) ?? []
      return (runtime + requirements, syntax.hints.map(attributes.hints) ?? [])
    }
  }

  private mutating func checkOutputs() -> [TypedDeclaration] {
    let outputScope = Scope(parent: scope)
    let declared = declarations.declare(syntax.outputs, as: .output, in: outputScope, &counter)
    expressions.scope = outputScope
    defer { expressions.scope = scope }
    let variable = taskVariables[.outputs]
    let typed = expressions.with({
      $0.isInOutputs = true
      $0.taskVariable = variable
    }) { declared.map { declarations.checkOutput($0, in: outputScope, expressions) } }
    return sorted(typed)
  }

  /// Each after those that it uses; those that need each other are reported.
  private func sorted(_ declarations: [TypedDeclaration]) -> [TypedDeclaration] {
    // Identifiers count upwards in the order of the text: most tasks need no sorting.
    let isSorted = declarations.allSatisfy { declaration in
      declaration.dependencies.allSatisfy { $0 < declaration.variable.id }
    }
    if isSorted { return declarations }
    var graph = DependencyGraph()
    var byID: [Int: TypedDeclaration] = [:]
    for declaration in declarations {
      byID[declaration.variable.id] = declaration
      graph.add(
        declaration.variable.id, declaration.variable.name, place(of: declaration), uses: declaration.dependencies)
    }
    return graph.sorted(reportingTo: context.sink).compactMap { byID[$0] }
  }

  /// Of its name.
  private func place(of declaration: TypedDeclaration) -> SourceSpan {
    let entry = expressions.scope.find(declaration.variable.name)
    return entry?.variable == declaration.variable ? entry?.span ?? declaration.span : declaration.span
  }
}
