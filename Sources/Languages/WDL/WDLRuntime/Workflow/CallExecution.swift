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

  var path: CallPath { scope.path(call.name) }

  private var nested: NestedInputs { scope.workflow.nested[call: call.name] }

  /// Waits for what the call comes after, and for its arguments.
  func inputs() async throws -> [String: WDLValue] {
    for variable in call.after { _ = try await scope.frame.value(of: variable) }
    var inputs = nested.values.filter { !$0.key.contains(".") }
    for (name, expression) in call.arguments { inputs[name] = try await scope.evaluate(expression) }
    return inputs
  }

  /// - Returns: the outputs.
  func run(_ inputs: [String: WDLValue]) async throws -> WDLMembers {
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
