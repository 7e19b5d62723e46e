import SourceText
package import WDLLanguage
package import WorkflowModel

/// A checked WDL document: its workflow and its tasks can be run by name.
package struct WDLProgram: WorkflowProgram {
  let document: TypedDocument

  package init(document: TypedDocument) { self.document = document }

  package var targets: [String] {
    (document.workflow.map { [$0.name] } ?? []) + document.tasks.map(\.name)
  }

  package var description: ProgramDescription { ProgramReading.description(of: document) }

  package func inputs(of target: String?) throws -> [WorkflowInput] {
    InputListing.inputs(of: try callable(target))
  }

  package func graph(of target: String?) throws -> CallGraph { GraphBuilder.graph(of: try callable(target)) }

  package func sketches(of target: String?) async throws -> [TaskSketch] {
    await TaskSketching().sketches(of: try callable(target), at: CallPath([]))
  }

  package func bind(
    _ inputs: WorkflowInputs, target: String?,
    look: (@Sendable (FileReference) async throws -> StorageEntry?)?
  ) async throws -> any Workflow {
    let callable = try callable(target)
    var binder = InputBinder(callable: callable, inputs: inputs)
    let bound = try await binder.bind(look: look)
    return WDLWorkflow(callable: callable, inputs: bound)
  }

  /// The workflow or task of that name; without one, the workflow, or the only task.
  private func callable(_ target: String?) throws -> Callable {
    if let target { return try named(target) }
    if let workflow = document.workflow { return .workflow(workflow) }
    if document.tasks.count == 1, let task = document.tasks.first { return .task(task) }
    let help =
      document.tasks.isEmpty
      ? "the document has neither a workflow nor a task"
      : "name a task with --target: \(document.tasks.map(\.name).joined(separator: ", "))"
    throw ExecutionError(.invalidInput, "there is no workflow to run in \(document.file.name)", help: help)
  }

  private func named(_ target: String) throws -> Callable {
    if let workflow = document.workflow, workflow.name == target { return .workflow(workflow) }
    if let task = document.tasks.first(where: { $0.name == target }) { return .task(task) }
    throw ExecutionError(
      .invalidInput, "there is no workflow or task called `\(target)` in \(document.file.name)",
      help: targets.isEmpty ? nil : "it has: " + targets.joined(separator: ", "))
  }
}
