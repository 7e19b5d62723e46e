package import WDLLanguage

extension SyntaxText {
  /// Everything but comments and places.
  package static func of(_ document: DocumentSyntax) -> String {
    var lines = ["version \(document.version.rawValue)"]
    lines += document.imports.map(of)
    lines += document.structs.map { structure in
      "struct \(structure.name.text) {\(structure.members.map(of).joined(separator: "; "))}"
        + of("meta", structure.meta) + of("parameter_meta", structure.parameterMeta)
    }
    lines += document.enums.map { enumeration in
      let choices = enumeration.choices.map { $0.name.text + ($0.value.map { " = " + of($0) } ?? "") }
      return "enum \(enumeration.name.text)\(enumeration.valueType.map { "[\(of($0))]" } ?? "") {"
        + choices.joined(separator: ", ") + "}"
    }
    lines += document.tasks.map(of)
    lines += document.workflows.map(of)
    return lines.joined(separator: "\n")
  }

  package static func of(_ statement: ImportSyntax) -> String {
    "import " + of(statement.uri) + (statement.namespace.map { " as " + $0.text } ?? "")
      + statement.aliases.map { " alias \($0.from.text) as \($0.to.text)" }.joined()
  }

  package static func of(_ task: TaskSyntax) -> String {
    var lines = ["task \(task.name.text)"]
    lines += task.inputs.map { "input " + of($0) }
    lines += task.declarations.map { "private " + of($0) }
    if let command = task.command {
      lines.append("command \(command.isHeredoc ? "<<<" : "{")" + of(command.parts))
    }
    lines += task.outputs.map { "output " + of($0) }
    lines += [of("runtime", task.runtime), of("requirements", task.requirements), of("hints", task.hints)]
    lines += [of("meta", task.meta), of("parameter_meta", task.parameterMeta)]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n  ")
  }

  package static func of(_ workflow: WorkflowSyntax) -> String {
    var lines = ["workflow \(workflow.name.text)"]
    lines += workflow.inputs.map { "input " + of($0) }
    lines += workflow.body.map(of)
    if let outputs = workflow.outputs { lines += ["outputs"] + outputs.map(of) }
    lines += [of("hints", workflow.hints), of("meta", workflow.meta), of("parameter_meta", workflow.parameterMeta)]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n  ")
  }

  private static func of(_ output: WorkflowOutputSyntax) -> String {
    switch output {
    case .declaration(let declaration): "output " + of(declaration)
    case .reference(let path): "output " + path.map(\.text).joined(separator: ".")
    }
  }

  package static func of(_ item: WorkflowItemSyntax) -> String {
    switch item {
    case .declaration(let declaration): of(declaration)
    case .call(let call): of(call)
    case .scatter(let scatter):
      "scatter (\(scatter.variable.text) in \(of(scatter.collection))) {\(of(scatter.body))}"
    case .conditional(let conditional):
      conditional.clauses.map { clause in
        (clause.condition.map { "if (\(of($0)))" } ?? "else") + " {\(of(clause.body))}"
      }.joined(separator: " | ")
    }
  }

  private static func of(_ items: [WorkflowItemSyntax]) -> String { items.map(of).joined(separator: "; ") }

  package static func of(_ call: CallSyntax) -> String {
    let inputs = call.inputs.map { $0.name.text + ($0.value.map { " = " + of($0) } ?? "") }
    return "call " + call.target.map(\.text).joined(separator: ".") + (call.alias.map { " as " + $0.text } ?? "")
      + call.after.map { " after " + $0.text }.joined() + (inputs.isEmpty ? "" : " {\(inputs.joined(separator: ", "))}")
  }

  private static func of(_ title: String, _ section: AttributesSyntax?) -> String {
    guard let section else { return "" }
    return "\(title) {\(section.attributes.map { "\($0.name.text): \(of($0.value))" }.joined(separator: ", "))}"
  }

  private static func of(_ title: String, _ section: MetaSyntax?) -> String {
    guard let section else { return "" }
    return "\(title) {\(section.entries.map { "\($0.name.text): \(of($0.value))" }.joined(separator: ", "))}"
  }
}
