import JSONText
import SourceText
import WDLLanguage
import WorkflowModel

/// What a workflow or task takes, for `martlet inputs` and for messages.
enum InputListing {
  static func inputs(of callable: Callable, in document: TypedDocument) -> [WorkflowInput] {
    var found = direct(callable, prefix: callable.name)
    if case .workflow(let workflow) = callable, workflow.allowsNestedInputs {
      found += nested(workflow.body, prefix: workflow.name)
    }
    return found
  }

  private static func direct(_ callable: Callable, prefix: String) -> [WorkflowInput] {
    let (file, meta) =
      switch callable {
      case .task(let task): (task.file, task.parameterMeta)
      case .workflow(let workflow): (workflow.file, workflow.parameterMeta)
      }
    return callable.inputs.map { input in
      let note = meta[input.variable.name]
      return WorkflowInput(
        name: "\(prefix).\(input.variable.name)", type: input.variable.type.description,
        isRequired: input.isRequired, defaultText: input.expression.map { file.text($0.span) },
        help: note?.string ?? note?["help"]?.string ?? note?["description"]?.string)
    }
  }

  /// The inputs of calls that the workflow itself does not give.
  private static func nested(_ scope: TypedScope, prefix: String) -> [WorkflowInput] {
    scope.calls.flatMap { call -> [WorkflowInput] in
      let given = Set(call.arguments.map(\.name))
      let path = "\(prefix).\(call.name)"
      var found = direct(call.callee, prefix: path).filter { input in
        !given.contains(String(input.name.dropFirst(path.count + 1)))
      }
      if case .workflow(let workflow) = call.callee, workflow.allowsNestedInputs {
        found += nested(workflow.body, prefix: path)
      }
      return found
    }
  }
}

extension TypedDeclaration {
  /// Whether an input has to be given: it has no default and may not be `None`.
  var isRequired: Bool { expression == nil && !variable.type.isOptional }
}

extension TypedScope {
  /// Every call in it, in sections too.
  var calls: [TypedCall] {
    items.flatMap { item -> [TypedCall] in
      switch item {
      case .declaration: []
      case .call(let call): [call]
      case .scatter(let scatter): scatter.body.calls
      case .conditional(let conditional): conditional.clauses.flatMap(\.body.calls)
      }
    }
  }
}
