package import JSONText
import WDLLanguage
package import WorkflowModel

/// A WDL workflow or task with its inputs.
package struct WDLWorkflow: Workflow {
  let callable: Callable
  let bound: BoundInputs

  init(callable: Callable, inputs: BoundInputs) {
    self.callable = callable
    bound = inputs
  }

  package var name: String { callable.name }

  package var inputs: JSONObject { bound.record }

  package func run(in context: any RunContext) async throws -> WorkflowOutputs {
    for warning in bound.warnings { await context.note(RunNote(.warning, warning)) }
    let values: WDLMembers
    let types: [StructType.Member]
    switch callable {
    case .workflow(let workflow):
      let execution = WorkflowExecution(
        workflow: workflow, path: CallPath([]), inputs: bound.values, nested: bound.nested, run: WDLRun(context))
      values = try await execution.execute()
      types = workflow.outputs.map { .init(name: $0.variable.name, type: $0.variable.type) }
    case .task(let task):
      let execution = TaskExecution(
        task: task, path: CallPath([.init(task.name)]), inputs: bound.values, overrides: bound.nested.values,
        run: WDLRun(context))
      values = try await execution.execute()
      types = task.outputs.map { .init(name: $0.variable.name, type: $0.variable.type) }
    }
    return try outputs(values, types)
  }

  private func outputs(_ values: WDLMembers, _ types: [StructType.Member]) throws -> WorkflowOutputs {
    var json = JSONObject()
    var files: Set<FileReference> = []
    for (name, value) in values.entries {
      guard let type = types.first(where: { $0.name == name })?.type else { continue }
      FileLeaves.visit(value) { path, _ in files.insert(FileReference(path)) }
      do {
        json["\(self.name).\(name)"] = try ValueJSON.json(of: value, type: type, keys: .asText)
      } catch {
        throw ExecutionError(
          .evaluationFailed, "the output `\(name)` of `\(self.name)` cannot be written as JSON", cause: error)
      }
    }
    return WorkflowOutputs(values: json, files: files)
  }
}
