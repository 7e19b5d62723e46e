import JSONText
import SourceText
import WDLLanguage
import WorkflowModel

/// What a workflow or task takes, for those who ask and for messages.
enum InputListing {
  struct Item {
    /// Of the calls on the way and the input itself: `["align", "threads"]`.
    let path: [String]
    let declaration: TypedDeclaration
    /// The default as the document writes it.
    let defaultText: String?
    /// What `parameter_meta` says of it.
    let note: JSONValue?
  }

  static func inputs(of callable: Callable) -> [WorkflowInput] {
    items(of: callable).map { item in
      WorkflowInput(
        name: ([callable.name] + item.path).joined(separator: "."),
        type: item.declaration.variable.type.description, isRequired: item.declaration.isRequired,
        defaultText: item.defaultText,
        help: item.note?.string ?? item.note?["help"]?.string ?? item.note?["description"]?.string)
    }
  }

  static func items(of callable: Callable) -> [Item] {
    var found = direct(callable, path: [])
    if case .workflow(let workflow) = callable, workflow.allowsNestedInputs { found += nested(workflow.body, path: []) }
    return found
  }

  private static func direct(_ callable: Callable, path: [String]) -> [Item] {
    let (file, meta) =
      switch callable {
      case .task(let task): (task.file, task.parameterMeta)
      case .workflow(let workflow): (workflow.file, workflow.parameterMeta)
      }
    return callable.inputs.map { input in
      Item(
        path: path + [input.variable.name], declaration: input,
        defaultText: input.expression.map { file.text($0.span) }, note: meta[input.variable.name])
    }
  }

  /// The inputs of calls that the workflow itself does not give.
  private static func nested(_ scope: TypedScope, path: [String]) -> [Item] {
    scope.calls.flatMap { call -> [Item] in
      let given = Set(call.arguments.map(\.name))
      let path = path + [call.name]
      var found = direct(call.callee, path: path).filter { !given.contains($0.declaration.variable.name) }
      if case .workflow(let workflow) = call.callee, workflow.allowsNestedInputs {
        found += nested(workflow.body, path: path)
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
