import SourceText

/// A value with the name of a type, or a call under the name of another task: allowed, but read wrongly.
struct ShadowingName: Lint {
  let id = "wdl.shadowing-name"

  func check(_ document: LintedDocument, _ report: LintReport) {
    let syntax = document.syntax
    var types = Set(syntax.structs.map(\.name.text))
    types.formUnion(syntax.enums.map(\.name.text))
    for imported in document.imports { types.formUnion(imported?.types.map(\.name) ?? []) }
    var values: [DeclarationSyntax] = []
    for task in syntax.tasks { values += task.inputs + task.declarations + task.outputs }
    for workflow in syntax.workflows { values += workflow.inputs + workflow.body.flatMap(\.declarations) }
    for value in values where types.contains(value.name.text) {
      report.warn(
        "`\(value.name.text)` is the name of a type, too", at: value.name.span, help: "give the value another name")
    }
    for name in syntax.tasks.map(\.name) + syntax.workflows.map(\.name) where types.contains(name.text) {
      report.warn("`\(name.text)` is the name of a type, too", at: name.span, help: "rename one of them")
    }
    let tasks = Set(syntax.tasks.map(\.name.text))
    for call in document.workflowUses.calls {
      guard let alias = call.alias, tasks.contains(alias.text), call.target.map(\.text) != [alias.text] else {
        continue
      }
      report.warn(
        "the call has the name of another task, `\(alias.text)`", at: alias.span, help: "give the call another name")
    }
  }
}
