import SourceText
import Synchronization
import WDLLanguage
import WorkflowModel

/// One call of a task: its request, an attempt that succeeds, its outputs.
struct TaskExecution: Sendable {
  let task: TypedTask
  let path: CallPath
  /// As the caller sees them: files where they came from.
  let inputs: [String: WDLValue]
  /// `runtime.memory`, `hints.x` as the user's inputs give them.
  let overrides: [String: WDLValue]
  let run: WDLRun

  var context: any RunContext { run.context }

  /// - Returns: the outputs, in the order of the document.
  func execute() async throws -> WDLMembers {
    let prepared = Mutex<PreparedTask?>(nil)
    let collected = Mutex(WDLMembers())
    _ = try await context.run(
      path,
      prepare: { attempt in
        let (request, task) = try await prepare(attempt)
        prepared.withLock { $0 = task }
        return request
      },
      accept: { success in
        guard let task = prepared.withLock({ $0 }) else {
          throw ExecutionError(.evaluationFailed, "an attempt of \(path) succeeded that was never prepared")
        }
        if task.failsOnStderr { try await requireSilence(success.files.stderr) }
        let members = try await outputs(task, success)
        collected.withLock { $0 = members }
      })
    return collected.withLock { $0 }
  }

  private func requireSilence(_ stderr: FileReference) async throws {
    guard let size = try await context.look(at: stderr)?.size, size > 0 else { return }
    throw ExecutionError(
      .taskFailed, "call \(path) failed: it wrote to stderr, and its runtime says `failOnStderr: true`",
      help: "its stderr is \(stderr.location)")
  }

  /// An evaluator of this task's expressions.
  func evaluator(
    _ files: any FileAccess, variables: @escaping @Sendable (Variable) async throws -> WDLValue
  ) -> Evaluator {
    Evaluator(
      version: task.version, file: task.file, files: files, expressions: run.expressions, variables: variables)
  }

  private func prepare(_ attempt: TaskAttempt) async throws -> (request: TaskRequest, task: PreparedTask) {
    do {
      return try await TaskPreparation(execution: self, attempt: attempt).prepare()
    } catch let error as EvaluationError {
      throw ExecutionError(evaluation: error, of: "task `\(path)`")
    }
  }

  private func outputs(_ prepared: PreparedTask, _ success: TaskSuccess) async throws -> WDLMembers {
    do {
      return try await evaluateOutputs(prepared, success)
    } catch let error as EvaluationError {
      throw ExecutionError(evaluation: error, of: "task `\(path)`")
    }
  }

  private func evaluateOutputs(_ prepared: PreparedTask, _ success: TaskSuccess) async throws -> WDLMembers {
    let files = OutputFiles(files: success.files, paths: prepared.paths, context: context)
    var given: [Int: WDLValue] = [:]
    if let variable = task.taskVariables[.outputs] {
      given[variable.id] = prepared.variable.inOutputs(success.request, status: success.status)
    }
    let outputIDs = Set(task.outputs.map(\.variable.id)).union(given.keys)
    let scope = TaskScope(declarations: task.outputs, given: given) { declaration, outputs in
      guard let expression = declaration.expression else { return .none }
      let evaluator = evaluator(files) { variable in
        try await outputIDs.contains(variable.id)
          ? outputs.value(of: variable) : prepared.scope.value(of: variable)
      }
      let value = try await evaluator.evaluate(expression)
      return try await settle(value, declaration, files)
    }
    var members = WDLMembers()
    for output in task.outputs { members[output.variable.name] = try await scope.value(of: output.variable) }
    return members
  }

  private func settle(
    _ value: WDLValue, _ declaration: TypedDeclaration, _ files: OutputFiles
  ) async throws -> WDLValue {
    do {
      return try await files.settle(value, declaration.variable.type)
    } catch var error as EvaluationError {
      if error.place == nil { error.place = .init(file: task.file, span: declaration.span) }
      throw error
    }
  }
}
