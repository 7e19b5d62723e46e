import SourceText
import WDLLanguage

/// What can be folded away: definitions, sections and calls.
struct FoldFinder {
  private(set) var folds: [SourceSpan] = []

  init(_ syntax: DocumentSyntax) {
    folds += syntax.structs.map(\.span) + syntax.enums.map(\.span)
    for task in syntax.tasks {
      folds.append(task.span)
      task.command.map { folds.append($0.span) }
      folds += [task.runtime?.span, task.requirements?.span, task.hints?.span].compactMap { $0 }
      folds += [task.meta?.span, task.parameterMeta?.span].compactMap { $0 }
    }
    for workflow in syntax.workflows {
      folds.append(workflow.span)
      folds += [workflow.hints?.span, workflow.meta?.span, workflow.parameterMeta?.span].compactMap { $0 }
      add(workflow.body)
    }
    folds.sort { $0.start < $1.start }
  }

  private mutating func add(_ items: [WorkflowItemSyntax]) {
    for item in items {
      switch item {
      case .declaration(let declaration): folds.append(declaration.span)
      case .call(let call): folds.append(call.span)
      case .scatter(let scatter):
        folds.append(scatter.span)
        add(scatter.body)
      case .conditional(let conditional):
        for clause in conditional.clauses {
          folds.append(clause.span)
          add(clause.body)
        }
      }
    }
  }
}
