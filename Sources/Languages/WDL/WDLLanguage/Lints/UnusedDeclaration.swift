import SourceText

/// A private declaration that nothing uses.
struct UnusedDeclaration: Lint {
  let id = "wdl.unused-declaration"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for (task, uses) in zip(document.syntax.tasks, document.taskUses) {
      let isDraft = document.version == .draft2
      check(task.declarations.filter { !isDraft || $0.expression != nil }, uses, report)
    }
    for workflow in document.syntax.workflows {
      let declarations = workflow.body.flatMap(\.declarations).filter { $0.expression != nil }
      check(declarations, document.workflowUses, report)
    }
  }

  private func check(_ declarations: [DeclarationSyntax], _ uses: SyntaxUses, _ report: LintReport) {
    for declaration in declarations where !uses.names.contains(declaration.name.text) && !declaration.isEnvironment {
      report.warn("nothing uses `\(declaration.name.text)`", at: declaration.name.span, help: "remove it, or use it")
    }
  }
}
