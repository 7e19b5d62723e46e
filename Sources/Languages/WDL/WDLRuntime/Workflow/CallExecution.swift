import SourceText
import WDLLanguage
import WorkflowModel

/// One call: its arguments, then its task or workflow.
struct CallExecution: Sendable {
  let scope: ScopeExecution
  let call: TypedCall

  init(_ scope: ScopeExecution, _ call: TypedCall) {
    self.scope = scope
    self.call = call
  }

  /// - Returns: the outputs.
  func run() async throws -> WDLMembers {
    for variable in call.after { _ = try await scope.frame.value(of: variable) }
    let nested = scope.workflow.nested[call: call.name]
    var inputs = nested.values.filter { !$0.key.contains(".") }
    for (name, expression) in call.arguments { inputs[name] = try await scope.evaluate(expression) }
    let path = scope.workflow.path.appending(call.name, shards: scope.shards)
    switch call.callee {
    case .task(let task):
      return try await TaskExecution(
        task: task, path: path, inputs: inputs, overrides: nested.values, run: scope.workflow.run
      ).execute()
    case .workflow(let workflow):
      return try await WorkflowExecution(
        workflow: workflow, path: path, inputs: inputs, nested: nested, run: scope.workflow.run
      ).execute()
    }
  }
}
