import SourceText

/// Checks the expressions of a workflow's items, section by section, and notes what needs what.
struct ScopeChecker {
  private let context: DocumentContext
  private let expressions: ExpressionChecker
  private let calls: CallChecker
  private let declarations: DeclarationChecker
  private(set) var counter: VariableCounter
  var graph = DependencyGraph()
  /// draft-2: declarations of the body that whoever runs the workflow may set.
  private(set) var draftInputs: [TypedDeclaration] = []
  private var inputIDs: Set<Int> = []
  /// Sections are nodes of the graph, too; they count down from -1.
  private var sectionCount = 0

  init(context: DocumentContext, expressions: ExpressionChecker, calls: CallChecker, counter: VariableCounter) {
    self.context = context
    self.expressions = expressions
    self.calls = calls
    self.counter = counter
    declarations = DeclarationChecker(context: context)
  }

  mutating func input(_ declared: DeclarationChecker.Declared) -> TypedDeclaration {
    let typed = declarations.check(declared, expressions)
    inputIDs.insert(typed.variable.id)
    graph.add(typed.variable.id, typed.variable.name, declared.syntax.name.span, uses: typed.dependencies)
    return typed
  }

  /// - Parameter section: the graph's node of the section whose body this is.
  mutating func check(_ collected: CollectedScope, isTop: Bool, section: Int? = nil) -> TypedScope {
    let outer = expressions.scope
    expressions.scope = collected.scope
    defer { expressions.scope = outer }
    var items: [TypedItem] = []
    for item in collected.items {
      switch item {
      case .declaration(let declared):
        if let typed = declaration(declared, isTop: isTop, section) { items.append(.declaration(typed)) }
      case .call(let syntax, let callee, let variable):
        if let typed = call(syntax, callee, variable, section) { items.append(.call(typed)) }
      case .scatter(let syntax, let body): items.append(.scatter(scatter(syntax, body, section)))
      case .conditional(let syntax, let bodies, let exported):
        items.append(.conditional(conditional(syntax, bodies, exported, section)))
      }
    }
    return TypedScope(items: items)
  }

  private mutating func declaration(
    _ declared: DeclarationChecker.Declared, isTop: Bool, _ section: Int?
  ) -> TypedDeclaration? {
    let typed = declarations.check(declared, expressions)
    add(typed.variable, declared.syntax.name.span, uses: typed.dependencies, section)
    if context.version == .draft2, isTop, typed.dependencies.isSubset(of: inputIDs) {
      inputIDs.insert(typed.variable.id)
      draftInputs.append(typed)
      return nil
    }
    if typed.expression == nil, context.version == .draft2 {
      context.sink.error(
        "wdl.missing-value", "`\(typed.variable.name)` has no value", at: declared.syntax.name.span,
        help: "an input is declared outside of scatters and conditionals")
    }
    return typed
  }

  private mutating func call(
    _ syntax: CallSyntax, _ callee: Callable?, _ variable: Variable, _ section: Int?
  ) -> TypedCall? {
    let span = syntax.alias?.span ?? syntax.target.last?.span ?? syntax.span
    guard let callee else {
      for (name, value) in syntax.inputs { _ = value.map { expressions.check($0, as: .any, "`\(name.text)`") } }
      add(variable, span, uses: [], section)
      return nil
    }
    let typed = calls.check(syntax, callee, variable)
    add(variable, span, uses: typed.dependencies, section)
    return typed
  }

  private mutating func add(_ variable: Variable, _ span: SourceSpan, uses: Set<Int>, _ section: Int?) {
    graph.add(variable.id, variable.name, span, uses: section.map { uses.union([$0]) } ?? uses)
  }

  private mutating func makeSection(_ span: SourceSpan, uses: Set<Int>, inside section: Int?) -> Int {
    sectionCount += 1
    graph.add(-sectionCount, nil, span, uses: section.map { uses.union([$0]) } ?? uses)
    return -sectionCount
  }

  private mutating func export(_ exports: [TypedExport], _ section: Int, _ span: SourceSpan, _ scope: Scope) {
    for export in exports {
      let place = scope.own(export.inner.name)?.span ?? span
      graph.add(export.outer.id, export.outer.name, place, uses: [export.inner.id, section])
    }
  }

  // MARK: sections

  private mutating func scatter(
    _ syntax: ScatterSyntax, _ body: CollectedScope.Section, _ section: Int?
  ) -> TypedScatter {
    let before = expressions.used
    expressions.used = []
    let collection = collection(syntax)
    let uses = expressions.used
    expressions.used = before
    let node = makeSection(syntax.span, uses: uses, inside: section)
    let element: WDLType = if case .array(let element, _) = collection.type { element } else { .any }
    let known = body.body.scope.own(syntax.variable.text)?.variable
    let variable = Variable(id: known?.id ?? 0, name: syntax.variable.text, type: element)
    body.body.scope.add(Scope.Entry(variable: variable, span: syntax.variable.span, role: .scatterVariable))
    context.sink.names?.declare(variable, syntax.variable.span, .scatterVariable)
    add(variable, syntax.variable.span, uses: [], node)
    let typed = check(body.body, isTop: false, section: node)
    export(body.exports, node, syntax.span, body.body.scope)
    return TypedScatter(
      variable: variable, collection: collection, body: typed, exports: body.exports, span: syntax.span)
  }

  /// The collection as an array; of a map, one of its pairs.
  private func collection(_ syntax: ScatterSyntax) -> TypedExpression {
    let collection = expressions.check(syntax.collection)
    switch collection.type.required {
    case .array: return expressions.coerce(collection, to: collection.type.required, "what is scattered over")
    case .any: return TypedExpression(.coerce(collection), .array(.any, nonEmpty: false), collection.span)
    case .map(let key, let value):
      return expressions.coerce(
        collection, to: .array(.pair(key, value), nonEmpty: false), "what is scattered over")
    default:
      context.sink.error(
        "wdl.scatter-type", "a scatter goes over an array, not \(collection.type.withArticle)", at: collection.span,
        label: "this is \(collection.type.withArticle)",
        help: collection.type.required == .int ? "use `range(…)` to count" : nil)
      return expressions.mistake(collection.span)
    }
  }

  private mutating func conditional(
    _ syntax: ConditionalSyntax, _ bodies: [CollectedScope.Section], _ exported: [Variable], _ section: Int?
  ) -> TypedConditional {
    var uses: Set<Int> = []
    let conditions = syntax.clauses.map { clause -> TypedExpression? in
      guard let condition = clause.condition else { return nil }
      let checked = expressions.checkAlone(condition, as: .boolean, "the condition")
      uses.formUnion(checked.uses)
      return checked.expression
    }
    let node = makeSection(syntax.span, uses: uses, inside: section)
    var exporters: [Int: Set<Int>] = [:]
    var clauses: [TypedConditional.Clause] = []
    for (condition, body) in zip(conditions, bodies) {
      let typed = check(body.body, isTop: false, section: node)
      for export in body.exports { exporters[export.outer.id, default: [node]].insert(export.inner.id) }
      let fitted = fit(typed, body)
      clauses.append(TypedConditional.Clause(condition: condition, body: fitted.scope, exports: fitted.exports))
    }
    for variable in exported {
      let span = bodies.lazy.compactMap { $0.body.scope.own(variable.name)?.span }.first ?? syntax.span
      graph.add(variable.id, variable.name, span, uses: exporters[variable.id] ?? [])
    }
    return TypedConditional(clauses: clauses, exported: exported, span: syntax.span)
  }

  /// Where the clauses declare a name with different types, a declaration of the common type is put between.
  private mutating func fit(
    _ scope: TypedScope, _ section: CollectedScope.Section
  ) -> (scope: TypedScope, exports: [TypedExport]) {
    var items = scope.items
    let exports = section.exports.map { export -> TypedExport in
      let (inner, wanted) = (export.inner, export.outer.type)
      if case .call = wanted { return export }
      if inner.type == wanted || inner.type.optional == wanted || wanted.required == .any { return export }
      let span = section.body.scope.own(inner.name)?.span ?? SourceSpan(0, 0)
      let variable = counter.make(inner.name, wanted)
      let value = TypedExpression(.variable(inner), inner.type, span)
      items.append(
        .declaration(
          TypedDeclaration(
            variable: variable, expression: TypedExpression(.coerce(value), wanted, span), span: span,
            dependencies: [inner.id])))
      return TypedExport(inner: variable, outer: export.outer)
    }
    return (TypedScope(items: items), exports)
  }
}
