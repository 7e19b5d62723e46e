import SourceText
import WDLLanguage
import WorkflowModel

/// Runs the items of one scope: of a workflow, of one element of a scatter, of the clause that a conditional took.
///
/// In a run that goes on after failures an item that failed throws nothing: the names that it would have given fail, and
/// with them the items that need one of these.
struct ScopeExecution: Sendable {
  let workflow: WorkflowExecution
  let frame: Frame
  /// The indices of the scatters around, the outermost first.
  let shards: [Int]

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
    case .call(let call): try await run(call)
    case .scatter(let scatter): try await ScatterExecution(scope: self, scatter: scatter).run()
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

  /// Does what names get their values by. When it fails and the run goes on, so do the names.
  ///
  /// - Parameter place: what the item is called in the run's record.
  /// - Returns: a failure when the run goes on; else it is thrown.
  func attempt<Value: Sendable>(
    _ place: String, giving names: [Variable], _ body: () async throws -> Value
  ) async throws -> Result<Value, FailedBefore> {
    do {
      return .success(try await body())
    } catch let error as CancellationError {
      throw error
    } catch let failure as FailedBefore {
      frame.fail(names, failure)
      return .failure(failure)
    } catch {
      let answer = await workflow.run.context.failed(path(place), error)
      guard let failure = answer as? FailedBefore else { throw answer }
      frame.fail(names, failure)
      return .failure(failure)
    }
  }

  func path(_ name: String) -> CallPath { workflow.path.appending(name, shards: shards) }

  @inline(never) private func run(_ declaration: TypedDeclaration) async throws {
    guard !frame.isGiven(declaration.variable) else { return }
    let value = try await attempt(declaration.variable.name, giving: [declaration.variable]) {
      if let expression = declaration.expression { try await evaluate(expression) } else { WDLValue.none }
    }
    if case .success(let value) = value { frame.fulfil(declaration.variable, value) }
  }

  @inline(never) private func run(_ call: TypedCall) async throws {
    let execution = CallExecution(self, call)
    switch try await attempt(call.name, giving: [call.variable], { try await execution.inputs() }) {
    case .failure(let failure): workflow.run.context.skipped(execution.path, because: failure)
    case .success(let inputs):
      do {
        frame.fulfil(call.variable, .members(try await execution.run(inputs)))
      } catch let failure as FailedBefore {
        // What failed in a call is in the run's record already.
        frame.fail([call.variable], failure)
      }
    }
  }

  /// Says of every call of a scope that it will not run.
  func skip(_ scope: TypedScope, because failure: FailedBefore) {
    for item in scope.items {
      switch item {
      case .declaration: break
      case .call(let call): workflow.run.context.skipped(path(call.name), because: failure)
      case .scatter(let scatter): skip(scatter.body, because: failure)
      case .conditional(let conditional): for clause in conditional.clauses { skip(clause.body, because: failure) }
      }
    }
  }

  // MARK: Conditional

  @inline(never) private func run(_ conditional: TypedConditional) async throws {
    let names = conditional.exported
    switch try await attempt("if", giving: names, { try await taken(conditional) }) {
    case .failure(let failure): for clause in conditional.clauses { skip(clause.body, because: failure) }
    case .success(nil): for name in names { frame.fulfil(name, CallOutputs.absent(name)) }
    case .success(.some(let clause)): try await run(clause, giving: names)
    }
  }

  private func taken(_ conditional: TypedConditional) async throws -> TypedConditional.Clause? {
    for clause in conditional.clauses {
      guard let condition = clause.condition else { return clause }
      if try await evaluate(condition) == .boolean(true) { return clause }
    }
    return nil
  }

  private func run(_ clause: TypedConditional.Clause, giving names: [Variable]) async throws {
    let inner = Frame(of: clause.body, inside: frame)
    try await ScopeExecution(workflow: workflow, frame: inner, shards: shards).run(clause.body)
    var absent = Set(names.map(\.id))
    for export in clause.exports {
      absent.remove(export.outer.id)
      switch try await inner.settled(export.inner) {
      case .success(let value): frame.fulfil(export.outer, value)
      case .failure(let failure): frame.fail([export.outer], failure)
      }
    }
    for name in names where absent.contains(name.id) { frame.fulfil(name, CallOutputs.absent(name)) }
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
