import JSONText
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
    for (name, expression) in call.arguments { inputs[name] = try await argument(expression) }
    return inputs
  }

  /// - Returns: the outputs.
  func run(_ inputs: [String: WDLValue]) async throws -> WDLMembers {
    let context = scope.workflow.run.context
    context.keep(.inputs, of: path) {
      try call.callee.inputs.json { inputs[$0] }
    }
    let outputs = try await execute(inputs)
    context.keep(.outputs, of: path) { try call.callee.outputs.json { outputs[$0] } }
    return outputs
  }

  private func execute(_ inputs: [String: WDLValue]) async throws -> WDLMembers {
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

  /// The value of an argument. A relative path in it starts at the folder of the document that makes the call, not of the
  /// one that is called.
  private func argument(_ expression: TypedExpression) async throws -> WDLValue {
    let folder = FileReference(scope.workflow.workflow.file.name).parent
    return try await FileLeaves.map(try await scope.evaluate(expression), expression.type) { path, _, _ in
      if path.isEmpty || path.hasPrefix("/") || FileReference(path).scheme != nil { return path }
      return folder.appending(path).normalized.location
    }
  }
}

extension [TypedDeclaration] {
  /// Those of them that have a value, in their order.
  fileprivate func json(_ value: (String) -> WDLValue?) throws -> JSONObject {
    var members = JSONObject()
    for declaration in self {
      guard let value = value(declaration.variable.name) else { continue }
      members[declaration.variable.name] = try ValueJSON.json(
        of: value, type: declaration.variable.type, keys: .asText)
    }
    return members
  }
}
