import JSONText
import SourceText

/// Makes a typed workflow of its syntax.
struct WorkflowChecker {
  private let context: DocumentContext
  private let syntax: WorkflowSyntax
  private let callables: CallableTable
  private let declarations: DeclarationChecker

  init(_ syntax: WorkflowSyntax, context: DocumentContext, callables: CallableTable) {
    self.syntax = syntax
    self.context = context
    self.callables = callables
    declarations = DeclarationChecker(context: context)
  }

  func check() -> TypedWorkflow {
    var counter = VariableCounter()
    let root = CollectedScope(parent: nil)
    let inputs = declarations.declare(syntax.inputs, as: .input, in: root.scope, &counter)
    var collector = ScopeCollector(
      context: context, callables: callables, workflowName: syntax.name.text, counter: counter)
    collector.collect(syntax.body, into: root)
    counter = collector.counter
    let expressions = context.expressions(root.scope)
    let calls = CallChecker(context: context, expressions: expressions, nestedInputs: nestedInputs)
    var body = ScopeChecker(context: context, expressions: expressions, calls: calls, counter: counter)
    var typedInputs = inputs.map { body.input($0) }
    let typedBody = body.check(root, isTop: true)
    typedInputs += body.draftInputs
    counter = body.counter
    let outputs = sorted(checkOutputs(root.scope, expressions, &counter, &body.graph), body.graph)
    context.checkMeta(syntax.meta, syntax.parameterMeta)
    context.checkParameterMeta(
      syntax.parameterMeta, of: syntax.name.text, names: (typedInputs + outputs).map(\.variable.name))
    return TypedWorkflow(
      name: syntax.name.text, file: context.file, version: context.version, inputs: typedInputs, body: typedBody,
      outputs: outputs, hints: checkHints(expressions), meta: syntax.meta?.json ?? JSONObject(),
      parameterMeta: syntax.parameterMeta?.json ?? JSONObject(), allowsNestedInputs: nestedInputs != .refused,
      variableCount: counter.count, span: syntax.span)
  }

  private func checkHints(_ expressions: ExpressionChecker) -> [(name: String, value: TypedExpression)] {
    syntax.hints.map { AttributesChecker(context: context, expressions: expressions).workflowHints($0) } ?? []
  }

  /// Specification 1.0: always. 1.1: when `allowNestedInputs` in `meta` says so, though Cromwell and miniwdl need it for
  /// being told no only. 1.2 on: `allow_nested_inputs` in `hints`, too.
  private var nestedInputs: NestedInputs {
    if context.version <= .v1_0 { return .allowed }
    for name in ["allow_nested_inputs", "allowNestedInputs"] {
      for (attribute, value) in syntax.hints?.attributes ?? [] where attribute.text == name {
        if case .boolean(let flag) = value.kind { return flag ? .allowed : .refused }
      }
    }
    if let flag = syntax.meta?.flag("allowNestedInputs") ?? syntax.meta?.flag("allow_nested_inputs") {
      return flag ? .allowed : .refused
    }
    return context.version == .v1_1 ? .permissive : .refused
  }

  // MARK: outputs

  private func checkOutputs(
    _ root: Scope, _ expressions: ExpressionChecker, _ counter: inout VariableCounter, _ graph: inout DependencyGraph
  ) -> [TypedDeclaration] {
    expressions.scope = root
    guard let outputs = syntax.outputs, !(outputs.isEmpty && context.version == .draft2) else {
      return context.version <= .v1_0 ? outputsOfAllCalls(root, &counter) : []
    }
    let scope = Scope(parent: root)
    var declared: [DeclarationChecker.Declared] = []
    var typed: [TypedDeclaration] = []
    for output in outputs {
      switch output {
      case .declaration(let syntax):
        declared += declarations.declare([syntax], as: .output, in: scope, &counter)
      case .reference(let names): typed += references(names, root, &counter)
      }
    }
    expressions.scope = scope
    defer { expressions.scope = root }
    for output in declared {
      let declaration = declarations.checkOutput(output, in: scope, expressions)
      typed.append(declaration)
      graph.add(
        declaration.variable.id, declaration.variable.name, output.syntax.name.span, uses: declaration.dependencies)
    }
    return typed
  }

  /// Outputs after those that they use; reports values of the workflow that need each other.
  private func sorted(_ outputs: [TypedDeclaration], _ graph: DependencyGraph) -> [TypedDeclaration] {
    let order = graph.sorted(reportingTo: context.sink)
    let ids = Set(outputs.map(\.variable.id))
    if outputs.allSatisfy({ $0.dependencies.isDisjoint(with: ids) }) { return outputs }
    let places = Dictionary(order.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return outputs.sorted { places[$0.variable.id] ?? -1 < places[$1.variable.id] ?? -1 }
  }

  /// Specification 1.0: without an output section all outputs of all calls are the workflow's; in draft-2, as Cromwell
  /// has it, an empty one is none.
  private func outputsOfAllCalls(_ root: Scope, _ counter: inout VariableCounter) -> [TypedDeclaration] {
    root.names.flatMap { name -> [TypedDeclaration] in
      guard let entry = root.own(name), case .call(let type) = entry.variable.type else { return [] }
      return type.outputs.map { output(of: entry.variable, $0, entry.span, &counter) }
    }
  }

  /// draft-2: `call.output` and `call.*`.
  private func references(
    _ names: [IdentifierSyntax], _ root: Scope, _ counter: inout VariableCounter
  ) -> [TypedDeclaration] {
    guard let first = names.first, let last = names.last else { return [] }
    guard let entry = root.find(first.text), case .call(let type) = entry.variable.type else {
      context.sink.error(
        "wdl.unknown-call", "there is no call `\(first.text)`", at: first.span,
        help: context.sink.suggestion(for: first.text, among: root.visibleNames))
      return []
    }
    context.sink.names?.use(first.span, .variable(declaration: entry.span), entry.variable.type)
    if last.text == "*" || names.count == 1 {
      return type.outputs.map { output(of: entry.variable, $0, last.span, &counter) }
    }
    guard let member = type.output(last.text) else {
      context.sink.error(
        "wdl.unknown-member", "the call `\(first.text)` has no output `\(last.text)`", at: last.span,
        help: context.sink.suggestion(for: last.text, among: type.outputs.map(\.name)))
      return []
    }
    context.sink.names?.use(last.span, .callOutput(call: entry.span, last.text), member.type)
    return [output(of: entry.variable, member, last.span, &counter)]
  }

  /// Named as Cromwell does: `call.output`.
  private func output(
    of call: Variable, _ member: StructType.Member, _ span: SourceSpan, _ counter: inout VariableCounter
  ) -> TypedDeclaration {
    let base = TypedExpression(.variable(call), call.type, span)
    return TypedDeclaration(
      variable: counter.make("\(call.name).\(member.name)", member.type),
      expression: TypedExpression(.member(base, member.name), member.type, span), span: span,
      dependencies: [call.id])
  }
}
