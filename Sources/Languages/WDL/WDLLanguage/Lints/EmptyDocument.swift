import SourceText

/// A document in which nothing stands but its version.
struct EmptyDocument: Lint {
  let id = "wdl.empty-document"

  func check(_ document: LintedDocument, _ report: LintReport) {
    let syntax = document.syntax
    guard syntax.tasks.isEmpty, syntax.workflows.isEmpty, syntax.structs.isEmpty, syntax.enums.isEmpty,
      syntax.imports.isEmpty
    else { return }
    report.warn(
      "the document has no task, workflow or struct", at: syntax.versionSpan ?? SourceSpan(0, 0),
      help: "mostly it was cut, or an editor had not saved it")
  }
}
