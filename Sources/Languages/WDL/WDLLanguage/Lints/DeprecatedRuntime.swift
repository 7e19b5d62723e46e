import SourceText

/// `runtime` and older names of attributes, which 1.2 has better words for.
struct DeprecatedRuntime: Lint {
  let id = "wdl.deprecated-runtime"

  func check(_ document: LintedDocument, _ report: LintReport) {
    guard document.version >= .v1_2 else { return }
    for task in document.syntax.tasks {
      if let runtime = task.runtime {
        report.warn(
          "`runtime` is deprecated", at: SourceSpan(runtime.span.start, runtime.span.start + 7),
          help: "write `requirements` for what the task needs and `hints` for the rest")
      }
      for (name, _) in task.requirements?.attributes ?? [] {
        let canonical = TaskAttributes.canonical(name.text)
        if canonical == name.text { continue }
        report.warn("`\(name.text)` is deprecated", at: name.span, help: "write `\(canonical)`")
      }
    }
  }
}
