import SourceText
import WDLLanguage
import WorkflowModel

/// Tells what the tasks of a target ask for, as far as their text alone says it.
struct TaskSketching: Sendable {
  private let expressions = RegularExpressions()

  /// - Parameters:
  ///   - path: of the callable's calls.
  ///   - inputs: those that the caller gives, nil where only a run would tell.
  func sketches(of callable: Callable, at path: CallPath, given inputs: [String: WDLValue?] = [:]) async -> [TaskSketch]
  {
    switch callable {
    case .task(let task):
      return [await sketch(of: task, at: path.steps.isEmpty ? path.appending(task.name) : path, inputs)]
    case .workflow(let workflow): return await sketches(in: workflow.body, of: workflow, at: path)
    }
  }

  private func sketches(in scope: TypedScope, of workflow: TypedWorkflow, at path: CallPath) async -> [TaskSketch] {
    var found: [TaskSketch] = []
    for item in scope.items {
      switch item {
      case .declaration: break
      case .call(let call):
        let literals = evaluator(workflow.file, workflow.version) { throw Self.unknown($0) }
        var inputs: [String: WDLValue?] = [:]
        for (name, value) in call.arguments { inputs.updateValue(try? await literals.evaluate(value), forKey: name) }
        found += await sketches(of: call.callee, at: path.appending(call.name), given: inputs)
      case .scatter(let scatter): found += await sketches(in: scatter.body, of: workflow, at: path)
      case .conditional(let conditional):
        for branch in conditional.clauses { found += await sketches(in: branch.body, of: workflow, at: path) }
      }
    }
    return found
  }

  private func sketch(of task: TypedTask, at path: CallPath, _ inputs: [String: WDLValue?]) async -> TaskSketch {
    let scope = scope(of: task, inputs)
    let evaluator = evaluator(task.file, task.version) { try await scope.value(of: $0) }
    var requirements = Requirements()
    var unknown: [String] = []
    for (name, expression) in task.hints + task.requirements {
      if let value = try? await evaluator.evaluate(expression) {
        requirements.set(name, value, expression.type)
      } else {
        unknown.append(name)
      }
    }
    var request = TaskRequest(command: "")
    request.images = (try? requirements.images()) ?? []
    request.resources = (try? requirements.resources()) ?? TaskResources()
    request.hints = requirements.hints()
    request.labels = TaskLabels.labels(of: task)
    let isOfUnknownImage = ["container", "docker"].contains { unknown.contains($0) }
    return TaskSketch(
      site: TaskSite(call: path, images: request.images, labels: request.labels), request: request, unknown: unknown,
      isOfUnknownImage: isOfUnknownImage)
  }

  private func scope(of task: TypedTask, _ inputs: [String: WDLValue?]) -> TaskScope {
    var given: [Int: WDLValue] = [:]
    var untold: Set<Int> = []
    for input in task.inputs {
      let id = input.variable.id
      if let told = inputs[input.variable.name] {
        guard let told else {
          untold.insert(id)
          continue
        }
        if let value = input.value(given: told) { given[id] = value }
      } else if input.expression == nil {
        untold.insert(id)
      }
    }
    return TaskScope(declarations: task.declarations, given: given) { [untold] declaration, scope in
      guard !untold.contains(declaration.variable.id), let expression = declaration.expression else {
        throw Self.unknown(declaration.variable)
      }
      return try await evaluator(task.file, task.version) { try await scope.value(of: $0) }.evaluate(expression)
    }
  }

  private func evaluator(
    _ file: SourceFile, _ version: WDLVersion, variables: @escaping @Sendable (Variable) async throws -> WDLValue
  ) -> Evaluator {
    Evaluator(version: version, file: file, files: NoFiles(), expressions: expressions, variables: variables)
  }

  private static func unknown(_ variable: Variable) -> EvaluationError {
    EvaluationError("`\(variable.name)` is known only to a run")
  }
}

/// What has no files yet: every question about one fails.
private struct NoFiles: FileAccess {
  private var none: EvaluationError { EvaluationError("there are no files before a run") }

  func read(_ path: String) async throws -> [UInt8] { throw none }
  func size(_ path: String) async throws -> Int64? { throw none }
  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String { throw none }
  func glob(_ pattern: String) async throws -> [String] { throw none }
  func stdout() async throws -> String { throw none }
  func stderr() async throws -> String { throw none }
  func resolve(_ path: String) async throws -> String { throw none }
}
