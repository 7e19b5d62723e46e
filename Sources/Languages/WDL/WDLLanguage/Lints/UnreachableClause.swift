import SourceText

/// A clause of a conditional that never runs, because its condition or that of one before is a constant.
struct UnreachableClause: Lint {
  let id = "wdl.unreachable-clause"

  func check(_ document: LintedDocument, _ report: LintReport) {
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
