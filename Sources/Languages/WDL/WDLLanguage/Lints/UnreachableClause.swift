import SourceText

/// A clause of a conditional that never runs, or a branch of an expression that is never taken, because a condition is a
/// constant.
struct UnreachableClause: Lint {
  let id = "wdl.unreachable-clause"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for (isTrue, then, otherwise) in document.allUses.flatMap(\.decided) {
      report.warn(
        "this branch is never taken", at: isTrue ? otherwise.span : then.span,
        help: "the condition is always \(isTrue): write the other branch alone")
    }
    for conditional in document.workflowUses.conditionals {
      var decided = false
      for clause in conditional.clauses {
        let place = clause.condition?.span ?? SourceSpan(clause.span.start, clause.span.start + 4)
        if decided {
          report.warn("this clause is never reached", at: place, help: "a condition before it is always true")
          continue
        }
        switch clause.condition?.constant {
        case false?:
          report.warn("this clause never runs", at: place, label: "always false", help: "remove it, or its condition")
        case true?: decided = true
        case nil: break
        }
      }
    }
  }
}
