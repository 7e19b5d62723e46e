import SourceText

/// Finds the names and types of all declarations and calls of a workflow, so that expressions may use what is declared
/// further down.
struct ScopeCollector {
  private let context: DocumentContext
  private let callables: CallableTable
  private let declarations: DeclarationChecker
  private let workflowName: String
  private(set) var counter: VariableCounter

  init(context: DocumentContext, callables: CallableTable, workflowName: String, counter: VariableCounter) {
    self.context = context
    self.callables = callables
    self.workflowName = workflowName
    self.counter = counter
    declarations = DeclarationChecker(context: context)
  }

  mutating func collect(_ items: [WorkflowItemSyntax], into collected: CollectedScope) {
    for item in items {
      switch item {
      case .declaration(let syntax):
        for declared in declarations.declare([syntax], as: .declaration, in: collected.scope, &counter) {
          collected.items.append(.declaration(declared))
        }
      case .call(let syntax): collect(syntax, into: collected)
      case .scatter(let syntax): collect(syntax, into: collected)
      case .conditional(let syntax): collect(syntax, into: collected)
      }
    }
  }

  // MARK: calls

  private mutating func collect(_ syntax: CallSyntax, into collected: CollectedScope) {
    guard let last = syntax.target.last else { return }
    let name = syntax.alias ?? last
    let callee = callee(of: syntax)
    note(syntax, callee, name)
    let type: WDLType = callee.map { .call(CallType(name: name.text, outputs: $0.outputMembers)) } ?? .any
    if let first = collected.scope.find(name.text) {
      let help =
        first.role == .call ? "give calls of one task different names: `call \(last.text) as …`" : nil
      context.reportDuplicate(name, first, help: help)
      return
    }
    if name.text == workflowName, callee != nil {
      context.sink.warn(
        "wdl.duplicate-name", "a call should not have the name of the workflow around it, `\(name.text)`",
        at: name.span,
        help: "give it another: `call … as …`")
    }
    let variable = counter.make(name.text, type)
    collected.scope.add(Scope.Entry(variable: variable, span: name.span, role: .call))
    context.sink.names?.declare(variable, name.span, .call)
    collected.items.append(.call(syntax, callee, variable))
  }

  private func note(_ syntax: CallSyntax, _ callee: Callable?, _ name: IdentifierSyntax) {
    guard let names = context.sink.names, let callee, let last = syntax.target.last else { return }
    for namespace in syntax.target.dropLast().prefix(1) { names.use(namespace.span, .namespace(namespace.text)) }
    names.use(last.span, .callable(callee))
    names.call(name.span, callee)
  }

  private func callee(of syntax: CallSyntax) -> Callable? {
    let target = syntax.target.map(\.text)
    if let callee = callables.find(target) { return callee }
    if callables.unreadable.contains(target[0]) { return nil }
    let name = target.joined(separator: ".")
    let span = syntax.target[0].span.joined(with: syntax.target[syntax.target.count - 1].span)
    if target == [workflowName] {
      context.sink.error("wdl.recursive-call", "the workflow `\(name)` cannot call itself", at: span)
    } else if target.count > 1, callables.namespaces[target[0]] == nil {
      context.reportUnknownNamespace(syntax.target[0], callables.namespaces.keys.sorted())
    } else {
      context.sink.error(
        "wdl.unknown-callable", "there is no task or workflow `\(name)`", at: span,
        help: context.sink.suggestion(for: name, among: callables.callables.keys.sorted()))
    }
    return nil
  }

  // MARK: sections

  private mutating func collect(_ syntax: ScatterSyntax, into collected: CollectedScope) {
    let body = CollectedScope(parent: collected.scope)
    if let first = collected.scope.find(syntax.variable.text) { context.reportDuplicate(syntax.variable, first) }
    // Its type is found out later; the name is taken now.
    let variable = counter.make(syntax.variable.text, .any)
    body.scope.add(Scope.Entry(variable: variable, span: syntax.variable.span, role: .scatterVariable))
    collect(syntax.body, into: body)
    let exports = body.scope.names.compactMap { name -> TypedExport? in
      guard let entry = body.scope.own(name), entry.role != .scatterVariable else { return nil }
      let outer = counter.make(name, entry.variable.type.wrapped { .array($0, nonEmpty: false) })
      return export(entry, as: outer, into: collected.scope)
    }
    collected.items.append(.scatter(syntax, CollectedScope.Section(body: body, exports: exports)))
  }

  private func export(_ entry: Scope.Entry, as outer: Variable, into scope: Scope) -> TypedExport? {
    if let first = scope.find(outer.name) {
      let line = context.file.position(of: first.span.start).line
      context.sink.error(
        "wdl.duplicate-name", "`\(outer.name)` is seen outside of its section, where line \(line) has another",
        at: entry.span, help: "every name in a workflow stands for one thing: rename one of them")
      return nil
    }
    scope.add(Scope.Entry(variable: outer, span: entry.span, role: entry.role == .call ? .call : .export))
    return TypedExport(inner: entry.variable, outer: outer)
  }

  private mutating func collect(_ syntax: ConditionalSyntax, into collected: CollectedScope) {
    var bodies: [CollectedScope] = []
    for clause in syntax.clauses {
      let body = CollectedScope(parent: collected.scope)
      collect(clause.body, into: body)
      bodies.append(body)
    }
    let isComplete = syntax.clauses.last.map { $0.condition == nil } ?? false
    var union = ClauseUnion(isComplete: isComplete, version: context.version, sink: context.sink)
    for body in bodies { union.add(body.scope) }
    var outers: [String: Variable] = [:]
    for name in union.names {
      guard let entry = union.entry(name) else { continue }
      context.sink.names?.join(bodies.compactMap { $0.scope.own(name)?.span })
      let outer = counter.make(name, union.type(of: name))
      if export(entry, as: outer, into: collected.scope) != nil { outers[name] = outer }
    }
    let sections = bodies.map { body in
      CollectedScope.Section(
        body: body,
        exports: body.scope.names.compactMap { name in
          guard let inner = body.scope.own(name)?.variable, let outer = outers[name] else { return nil }
          return TypedExport(inner: inner, outer: outer)
        })
    }
    collected.items.append(
      .conditional(syntax, sections, exported: union.names.compactMap { outers[$0] }))
  }
}

extension DocumentContext {
  func reportUnknownNamespace(_ name: IdentifierSyntax, _ known: [String]) {
    sink.error(
      "wdl.unknown-namespace", "nothing is imported as `\(name.text)`", at: name.span,
      help: sink.suggestion(for: name.text, among: known) ?? "add `import \"….wdl\" as \(name.text)`")
  }
}

extension Callable {
  /// What a call of it gives.
  var outputMembers: [StructType.Member] {
    let outputs =
      switch self {
      case .task(let task): task.outputs
      case .workflow(let workflow): workflow.outputs
      }
    return outputs.map { StructType.Member(name: $0.variable.name, type: $0.variable.type) }
  }
}

extension WDLType {
  /// The type as a section's surroundings see it; of a call, each of its outputs.
  func wrapped(_ wrap: (WDLType) -> WDLType) -> WDLType {
    guard case .call(let type) = self else { return self == .any ? .any : wrap(self) }
    return .call(
      CallType(
        name: type.name, outputs: type.outputs.map { StructType.Member(name: $0.name, type: wrap($0.type)) }))
  }
}
