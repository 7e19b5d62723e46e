import SourceText
import WDLLanguage
import WorkflowModel

/// Runs the items of one scope: of a workflow, of one element of a scatter, of the clause that a conditional took.
struct ScopeExecution: Sendable {
  let workflow: WorkflowExecution
  let frame: Frame
  /// The indices of the scatters around, the outermost first.
  let shards: [Int]

  /// Elements of a scatter that are alive at a time, so that memory does not grow with its width.
  static let scatterWindow = 10_000

  func run(_ scope: TypedScope) async throws {
    if scope.items.count == 1, let item = scope.items.first { return try await run(item) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for item in scope.items { group.addTask { try await run(item) } }
      // The first error leaves the group and so cancels those that wait for what will never be.
      while try await group.next() != nil {}
    }
  }

  private func run(_ item: TypedItem) async throws {
    switch item {
    case .declaration(let declaration): try await run(declaration)
    case .call(let call): frame.fulfil(call.variable, .members(try await CallExecution(self, call).run()))
    case .scatter(let scatter): try await run(scatter)
    case .conditional(let conditional): try await run(conditional)
    }
  }

  func evaluate(_ expression: TypedExpression) async throws -> WDLValue {
    do {
      return try await workflow.evaluator(frame).evaluate(expression)
    } catch let error as EvaluationError {
      throw ExecutionError(evaluation: error, of: "workflow `\(workflow.workflow.name)`")
    }
  }

  private func run(_ declaration: TypedDeclaration) async throws {
    guard !frame.isGiven(declaration.variable), let expression = declaration.expression else { return }
    frame.fulfil(declaration.variable, try await evaluate(expression))
  }

  // MARK: Scatter

  private func run(_ scatter: TypedScatter) async throws {
    let collection = try await evaluate(scatter.collection)
    guard case .array(let elements) = collection else {
      throw ExecutionError(.evaluationFailed, "a scatter over something that is not an array")
    }
    var gathered = scatter.exports.map { _ in [WDLValue](repeating: .none, count: elements.count) }
    try await withThrowingTaskGroup(of: (Int, [WDLValue]).self) { group in
      for index in elements.indices {
        if index >= Self.scatterWindow, let (place, values) = try await group.next() {
          for (number, value) in values.enumerated() { gathered[number][place] = value }
        }
        group.addTask { (index, try await element(elements[index], index, of: scatter)) }
      }
      for try await (place, values) in group {
        for (number, value) in values.enumerated() { gathered[number][place] = value }
      }
    }
    for (export, values) in zip(scatter.exports, gathered) { frame.fulfil(export.outer, gather(values, export)) }
  }

  /// - Returns: the values of the exports.
  private func element(_ value: WDLValue, _ index: Int, of scatter: TypedScatter) async throws -> [WDLValue] {
    let inner = Frame(of: scatter.body, inside: frame, given: [scatter.variable.id: value])
    let execution = ScopeExecution(workflow: workflow, frame: inner, shards: shards + [index])
    try await execution.run(scatter.body)
    return try await values(scatter.exports, in: inner)
  }

  private func values(_ exports: [TypedExport], in frame: Frame) async throws -> [WDLValue] {
    var values: [WDLValue] = []
    for export in exports { values.append(try await frame.value(of: export.inner)) }
    return values
  }

  /// An array of the elements' values; of a call, its outputs each as an array.
  private func gather(_ values: [WDLValue], _ export: TypedExport) -> WDLValue {
    guard case .call(let type) = export.outer.type else { return .array(values) }
    return .members(
      WDLMembers(
        type.outputs.map { output in
          (output.name, .array(values.map { CallOutputs.output(output.name, of: $0) }))
        }))
  }

  // MARK: Conditional

  private func run(_ conditional: TypedConditional) async throws {
    var exported: [String: WDLValue] = [:]
    if let clause = try await taken(conditional) {
      let inner = Frame(of: clause.body, inside: frame)
      try await ScopeExecution(workflow: workflow, frame: inner, shards: shards).run(clause.body)
      for (export, value) in zip(clause.exports, try await values(clause.exports, in: inner)) {
        exported[export.outer.name] = value
      }
    }
    for variable in conditional.exported {
      frame.fulfil(variable, exported[variable.name] ?? CallOutputs.absent(variable))
    }
  }

  private func taken(_ conditional: TypedConditional) async throws -> TypedConditional.Clause? {
    for clause in conditional.clauses {
      guard let condition = clause.condition else { return clause }
      if try await evaluate(condition) == .boolean(true) { return clause }
    }
    return nil
  }
}

/// The outputs of a call as the scopes around it see them.
enum CallOutputs {
  /// One output; `None` when the call did not run.
  static func output(_ name: String, of value: WDLValue) -> WDLValue {
    if case .members(let members) = value { members[name] ?? .none } else { .none }
  }

  /// What a name is when its clause was not taken.
  static func absent(_ variable: Variable) -> WDLValue {
    guard case .call(let type) = variable.type else { return .none }
    return .members(WDLMembers(type.outputs.map { ($0.name, .none) }))
  }
}
