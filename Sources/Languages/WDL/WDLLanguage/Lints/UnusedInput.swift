import SourceText

/// An input that nothing in its task or workflow uses.
///
/// Files are let go: an index is staged beside the file that it belongs to and found there by its name. So are
/// variables of the environment, and inputs that `meta` speaks of.
struct UnusedInput: Lint {
  let id = "wdl.unused-input"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for (task, uses) in zip(document.syntax.tasks, document.taskUses) {
      let declared = document.version == .draft2 ? task.declarations.filter { $0.expression == nil } : []
      check(task.inputs + declared, uses, of: task.name, task.meta, report)
    }
    for workflow in document.syntax.workflows {
      check(workflow.inputs, document.workflowUses, of: workflow.name, workflow.meta, report)
    }
  }

  private func check(
    _ inputs: [DeclarationSyntax], _ uses: SyntaxUses, of owner: IdentifierSyntax, _ meta: MetaSyntax?,
    _ report: LintReport
  ) {
    for input in inputs where !uses.names.contains(input.name.text) {
      if input.isEnvironment || input.type.holdsFiles || meta?.mentions(input.name.text) == true { continue }
      report.warn(
        "`\(owner.text)` does not use its input `\(input.name.text)`", at: input.name.span,
        help: "remove it, or use it")
    }
  }
}

extension MetaSyntax {
  /// Whether an entry or a text of it is that name.
  fileprivate func mentions(_ name: String) -> Bool {
    entries.contains { $0.name.text == name || $0.value.mentions(name) }
  }
}

extension MetaSyntax.Value {
  fileprivate func mentions(_ name: String) -> Bool {
    switch self {
    case .string(let text): text == name
    case .array(let values): values.contains { $0.mentions(name) }
    case .object(let members): members.contains { $0.name.text == name || $0.value.mentions(name) }
    case .null, .boolean, .integer, .float: false
    }
  }
}
