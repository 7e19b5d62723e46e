import SourceText
import WDLLanguage
import WorkflowModel

/// One run of a workflow: the outermost, or one that is called.
///
/// Each item is a child task that waits for the names it uses; there is no scheduler. Inputs and outputs are items
/// like the rest, since a default may use what a call gives back.
struct WorkflowExecution: Sendable {
  let workflow: TypedWorkflow
  let path: CallPath
  let inputs: [String: WDLValue]
  let nested: NestedInputs
  let run: WDLRun

  /// - Returns: the outputs, in the order of the document.
  func execute() async throws -> WDLMembers {
    let declarations = (workflow.inputs + workflow.outputs).map(TypedItem.declaration)
    let scope = TypedScope(items: declarations + workflow.body.items)
    let frame = Frame(of: scope, inside: nil, given: given)
    try await ScopeExecution(workflow: self, frame: frame, shards: []).run(scope)
    var outputs = WDLMembers()
    for output in workflow.outputs {
      outputs[output.variable.name] = try await frame.value(of: output.variable)
    }
    return outputs
  }

  /// The inputs whose value does not have to be computed.
  private var given: [Int: WDLValue] {
    var given: [Int: WDLValue] = [:]
    for input in workflow.inputs {
      if let value = input.value(given: inputs[input.variable.name]) { given[input.variable.id] = value }
    }
    return given
  }

  func evaluator(_ frame: Frame) -> Evaluator {
    Evaluator(
      version: workflow.version, file: workflow.file,
      files: WorkflowFiles(document: workflow.file.name, context: run.context), expressions: run.expressions,
      variables: { try await frame.value(of: $0) })
  }
}

extension TypedDeclaration {
  /// What an input is when this was given for it; nil when its default has to be evaluated.
  ///
  /// `None` stands for the default where the type itself has no `None` (specification: Optional inputs with defaults).
  func value(given: WDLValue?) -> WDLValue? {
    switch given {
    case .some(.none) where expression != nil && !variable.type.isOptional: nil
    case .some(let value): value
    case nil: expression == nil ? WDLValue.none : nil
    }
  }
}
