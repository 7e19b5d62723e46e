import SourceText
import WDLLanguage
import WorkflowModel

/// Makes the graph of the calls of a workflow and of those that it calls.
struct GraphBuilder {
  /// How a name of the workflow gets its value.
  private enum Origin {
    case value(TypedExpression)
    case call(TypedCall)
    /// Of names inside of sections.
    case names([Variable])
  }

  /// What surrounds a call: what decides whether and how often it runs.
  private struct Surrounding {
    /// What has to be known before anything inside begins.
    let needs: Set<String>
    /// All calls inside.
    let calls: Set<String>
  }

  private let workflow: TypedWorkflow
  /// The names of the calls of workflows around it.
  private let prefix: [String]
  private var origins: [Int: [Origin]] = [:]
  private var found: [Int: Set<String>] = [:]
  /// The called workflows, by call.
  private var inner: [String: GraphBuilder] = [:]
  private var edges: [CallGraph.Edge] = []

  static func graph(of callable: Callable) -> CallGraph {
    switch callable {
    case .task(let task):
      return CallGraph(name: task.name, items: [.call(.init(name: task.name, task: task.name))], edges: [])
    case .workflow(let workflow):
      var builder = GraphBuilder(workflow, prefix: [])
      let items = builder.items(of: workflow.body, [])
      return CallGraph(name: workflow.name, items: items, edges: builder.edges)
    }
  }

  private init(_ workflow: TypedWorkflow, prefix: [String]) {
    self.workflow = workflow
    self.prefix = prefix
    for declaration in workflow.inputs + workflow.outputs { note(declaration) }
    note(workflow.body)
  }

  // MARK: Names

  private mutating func note(_ declaration: TypedDeclaration) {
    if let expression = declaration.expression {
      origins[declaration.variable.id, default: []].append(.value(expression))
    }
  }

  private mutating func note(_ scope: TypedScope) {
    for item in scope.items {
      switch item {
      case .declaration(let declaration): note(declaration)
      case .call(let call):
        origins[call.variable.id, default: []].append(.call(call))
        if case .workflow(let workflow) = call.callee {
          inner[call.name] = GraphBuilder(workflow, prefix: prefix + [call.name])
        }
      case .scatter(let scatter):
        origins[scatter.variable.id, default: []].append(.value(scatter.collection))
        note(scatter.body)
        note(scatter.exports)
      case .conditional(let conditional):
        for clause in conditional.clauses {
          note(clause.body)
          note(clause.exports)
        }
      }
    }
  }

  private mutating func note(_ exports: [TypedExport]) {
    for export in exports { origins[export.outer.id, default: []].append(.names([export.inner])) }
  }

  // MARK: What gives a value

  /// The calls whose outputs a value is made of.
  private mutating func sources(of expression: TypedExpression) -> Set<String> {
    expression.uses.reduce(into: []) { $0.formUnion(sources(of: $1.variable, $1.member)) }
  }

  private mutating func sources(of variable: Variable, _ member: String?) -> Set<String> {
    // Of calls of workflows, which outputs are used makes a difference.
    if member == nil, let found = found[variable.id] { return found }
    var sources: Set<String> = []
    for origin in origins[variable.id] ?? [] {
      switch origin {
      case .value(let expression): sources.formUnion(self.sources(of: expression))
      case .call(let call): sources.formUnion(self.sources(of: call, member))
      case .names(let names): for name in names { sources.formUnion(self.sources(of: name, member)) }
      }
    }
    if member == nil { found[variable.id] = sources }
    return sources
  }

  private mutating func sources(of call: TypedCall, _ output: String?) -> Set<String> {
    guard var called = inner[call.name] else { return [name(of: call)] }
    defer { inner[call.name] = called }
    let outputs = called.workflow.outputs.filter { output == nil || $0.variable.name == output }
    let sources = outputs.reduce(into: Set<String>()) { $0.formUnion(called.sources(of: $1.variable, nil)) }
    // What gives on its inputs alone gives them when all of it has ended.
    return sources.isEmpty ? called.calls(of: called.workflow.body) : sources
  }

  private func name(of call: TypedCall) -> String { (prefix + [call.name]).joined(separator: ".") }

  private func calls(of scope: TypedScope) -> Set<String> {
    scope.items.reduce(into: []) { calls, item in
      switch item {
      case .declaration: break
      case .call(let call):
        if let called = inner[call.name] {
          calls.formUnion(called.calls(of: called.workflow.body))
        } else {
          calls.insert(name(of: call))
        }
      case .scatter(let scatter): calls.formUnion(self.calls(of: scatter.body))
      case .conditional(let conditional):
        for clause in conditional.clauses { calls.formUnion(self.calls(of: clause.body)) }
      }
    }
  }

  // MARK: Items

  private mutating func items(of scope: TypedScope, _ around: [Surrounding]) -> [CallGraph.Item] {
    scope.items.flatMap { item -> [CallGraph.Item] in
      switch item {
      case .declaration: []
      case .call(let call): [self.item(of: call, around)]
      case .scatter(let scatter):
        [
          section(
            .scatter("\(scatter.variable.name) in \(text(of: scatter.collection))"), scatter.body,
            needs: sources(of: scatter.collection), around)
        ]
      case .conditional(let conditional): sections(of: conditional, around)
      }
    }
  }

  private mutating func sections(
    of conditional: TypedConditional, _ around: [Surrounding]
  ) -> [CallGraph.Item] {
    var needs: Set<String> = []
    return conditional.clauses.enumerated().map { number, clause in
      var title = number == 0 ? "if" : "else"
      if let condition = clause.condition {
        needs.formUnion(sources(of: condition))
        title += (number == 0 ? " " : " if ") + text(of: condition)
      }
      return section(.conditional(title), clause.body, needs: needs, around)
    }
  }

  private mutating func section(
    _ section: CallGraph.Section, _ body: TypedScope, needs: Set<String>, _ around: [Surrounding]
  ) -> CallGraph.Item {
    .section(section, items(of: body, around + [Surrounding(needs: needs, calls: calls(of: body))]))
  }

  private mutating func item(of call: TypedCall, _ around: [Surrounding]) -> CallGraph.Item {
    var needs = call.arguments.reduce(into: Set<String>()) { $0.formUnion(sources(of: $1.value)) }
    for variable in call.after { needs.formUnion(sources(of: variable, nil)) }
    // A section's own needs matter to what is first in it.
    for surrounding in around.reversed() where needs.isDisjoint(with: surrounding.calls) {
      needs.formUnion(surrounding.needs)
    }
    if var called = inner[call.name] {
      let body = called.workflow.body
      let items = called.items(of: body, [Surrounding(needs: needs, calls: called.calls(of: body))])
      edges += called.edges
      return .section(.workflow(call.name), items)
    }
    let name = name(of: call)
    edges += needs.sorted().map { CallGraph.Edge(from: $0, to: name) }
    return .call(.init(name: name, task: call.callee.name))
  }

  /// An expression as the document writes it, on one line, cut where it is long.
  private func text(of expression: TypedExpression) -> String {
    let bytes = workflow.file.bytes
    let range = max(0, expression.span.start)..<min(bytes.count, max(expression.span.start, expression.span.end))
    let words = String(decoding: bytes[range], as: UTF8.self).split { $0.isWhitespace }
    let text = words.joined(separator: " ")
    return text.count <= Self.longestText ? text : text.prefix(Self.longestText) + "…"
  }

  private static let longestText = 48
}
