import SourceText

/// A scatter or conditional in which nothing stands, or a struct without members.
struct EmptySection: Lint {
  let id = "wdl.empty-section"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for scatter in document.workflowUses.scatters where scatter.body.isEmpty {
      warn("this scatter", SourceSpan(scatter.span.start, scatter.span.start + 7), report)
    }
    for clause in document.workflowUses.conditionals.flatMap(\.clauses) where clause.body.isEmpty {
      let word = clause.condition == nil ? "else" : "if"
      warn("this `\(word)`", clause.condition?.span ?? SourceSpan(clause.span.start, clause.span.start + 4), report)
    }
    for syntax in document.syntax.structs where syntax.members.isEmpty {
      report.warn(
        "the struct `\(syntax.name.text)` has no members", at: syntax.name.span, help: "give it some, or leave it out")
    }
  }

  private func warn(_ what: String, _ span: SourceSpan, _ report: LintReport) {
    report.warn("nothing stands in \(what)", at: span, help: "leave it out, or write what belongs there")
  }
}
