import SourceText

/// A task that names no container, and so needs what it runs on every machine. A note: many small tasks are so.
struct MissingContainer: Lint {
  let id = "wdl.missing-container"

  func check(_ document: LintedDocument, _ report: LintReport) {
    guard document.version > .draft2 else { return }
    for task in document.syntax.tasks {
      let attributes = (task.runtime?.attributes ?? []) + (task.requirements?.attributes ?? [])
      if attributes.contains(where: { TaskAttributes.canonical($0.name.text) == "container" }) { continue }
      let section = document.version >= .v1_2 ? "requirements" : "runtime"
      let name = document.version >= .v1_1 ? "container" : "docker"
      report.note(
        "task `\(task.name.text)` names no container", at: task.name.span,
        help: "say what it runs in, so that it runs alike everywhere: `\(section) { \(name): \"…\" }`")
    }
  }
}
