import SourceText

/// What the syntax of a task, a workflow or a type makes use of.
struct SyntaxUses {
  /// Names that stand in expressions, calls included.
  private(set) var names: Set<String> = []
  /// In the order of the text, those of sections and arguments of types included.
  private(set) var types: [IdentifierSyntax] = []
  private(set) var calls: [CallSyntax] = []
  private(set) var conditionals: [ConditionalSyntax] = []
  private(set) var scatters: [ScatterSyntax] = []
  private(set) var placeholders: [PlaceholderSyntax] = []
  /// `if … then … else …` whose condition is a constant.
  private(set) var decided: [(isTrue: Bool, then: ExpressionSyntax, otherwise: ExpressionSyntax)] = []
  /// `object { … }`.
  private(set) var objects: [SourceSpan] = []

  mutating func add(_ task: TaskSyntax) {
    add(task.inputs)
    add(task.declarations)
    add(task.outputs)
    if let command = task.command { add(command.parts) }
    for section in [task.runtime, task.requirements, task.hints] { add(section) }
  }

  mutating func add(_ workflow: WorkflowSyntax) {
    add(workflow.inputs)
    add(workflow.body)
    for output in workflow.outputs ?? [] {
      switch output {
      case .declaration(let declaration): add([declaration])
      case .reference(let path): path.first.map { _ = names.insert($0.text) }
      }
    }
    add(workflow.hints)
  }

  mutating func add(_ declarations: [DeclarationSyntax]) {
    for declaration in declarations {
      add(declaration.type)
      declaration.expression.map { add($0) }
    }
  }

  mutating func add(_ type: TypeSyntax) {
    types.append(type.name)
    for argument in type.arguments { add(argument) }
  }

  private mutating func add(_ section: AttributesSyntax?) {
    for attribute in section?.attributes ?? [] { add(attribute.value) }
  }

  // MARK: items of workflows

  private mutating func add(_ items: [WorkflowItemSyntax]) {
    for item in items {
      switch item {
      case .declaration(let declaration): add([declaration])
      case .call(let call): add(call)
      case .scatter(let scatter):
        scatters.append(scatter)
        add(scatter.collection)
        add(scatter.body)
      case .conditional(let conditional):
        conditionals.append(conditional)
        for clause in conditional.clauses {
          clause.condition.map { add($0) }
          add(clause.body)
        }
      }
    }
  }

  private mutating func add(_ call: CallSyntax) {
    calls.append(call)
    for name in call.after { names.insert(name.text) }
    for input in call.inputs {
      if let value = input.value { add(value) } else { names.insert(input.name.text) }
    }
  }

  // MARK: expressions

  mutating func add(_ expression: ExpressionSyntax) {
    switch expression.kind {
    case .boolean, .integer, .float, .none: break
    case .string(let string): add(string.parts)
    case .name(let name): names.insert(name)
    case .object(let members):
      objects.append(expression.span)
      for member in members { add(member.value) }
    case .structure(let name, let members):
      types.append(name)
      for member in members { add(member.value) }
    case .conditional(let condition, let then, let otherwise):
      if let value = condition.constant { decided.append((value, then, otherwise)) }
      for part in [condition, then, otherwise] { add(part) }
    default: for part in expression.parts { add(part) }
    }
  }

  private mutating func add(_ parts: [StringSyntax.Part]) {
    for case .placeholder(let placeholder) in parts {
      placeholders.append(placeholder)
      for option in placeholder.options { add(option.value) }
      add(placeholder.expression)
    }
  }
}
