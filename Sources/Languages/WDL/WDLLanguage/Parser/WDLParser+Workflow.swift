import SourceText

extension WDLParser {
  /// `workflow name { sections and statements }`.
  mutating func workflow() throws(ParseFailure) -> WorkflowSyntax {
    let start = current.span
    advance()
    var workflow = WorkflowSyntax(name: try definitionName("workflow"), span: start)
    let title = workflow.name.text
    var seen: [Keyword] = []
    var body = try openBody("workflow `\(title)`")
    while hasItem(&body, "workflow `\(title)`") {
      do throws(ParseFailure) { try workflowItem(into: &workflow, &seen) } catch { recover(to: body.level) }
    }
    let close = closeBody(body)
    workflow.span = start.joined(with: close)
    return workflow
  }

  private mutating func workflowItem(
    into workflow: inout WorkflowSyntax, _ seen: inout [Keyword]
  ) throws(ParseFailure) {
    switch current.keyword {
    case .input where isSection():
      require(.inputSection, at: current.span)
      checkFirst(.input, &seen)
      advance()
      append(try declarations(.workflowInput, of: "the inputs"), to: &workflow.inputs)
    case .output where isSection():
      checkFirst(.output, &seen)
      advance()
      let outputs = try workflowOutputs()
      if workflow.outputs == nil { workflow.outputs = outputs } else { workflow.outputs?.append(contentsOf: outputs) }
    case .hints where isSection():
      require(.hints, at: current.span)
      checkFirst(.hints, &seen)
      workflow.hints = try hints()
    case .meta where isSection():
      checkFirst(.meta, &seen)
      workflow.meta = try metaSection()
    case .parameterMeta where isSection():
      checkFirst(.parameterMeta, &seen)
      workflow.parameterMeta = try metaSection()
    case .command, .runtime, .requirements:
      if isSection() { throw misplacedTaskSection() }
      fallthrough
    default: workflow.body.append(try statement())
    }
  }

  private mutating func misplacedTaskSection() -> ParseFailure {
    let title = text(of: current)
    report(
      "wdl.misplaced-section", "`\(title)` sections are for tasks", at: current.span, label: "within a workflow",
      help: "move it into a task")
    skipSection()
    return ParseFailure()
  }

  private mutating func workflowOutputs() throws(ParseFailure) -> [WorkflowOutputSyntax] {
    var outputs: [WorkflowOutputSyntax] = []
    var body = try openBody("the outputs")
    while hasItem(&body, "the outputs") {
      do throws(ParseFailure) { outputs.append(try workflowOutput()) } catch { recover(to: body.level) }
    }
    _ = closeBody(body)
    return outputs
  }

  private mutating func workflowOutput() throws(ParseFailure) -> WorkflowOutputSyntax {
    if current.kind == .word, peek().kind == .dot { return .reference(try outputReference()) }
    return .declaration(try declaration(.workflowOutput))
  }

  /// draft-2's `call.output` and `call.*`.
  private mutating func outputReference() throws(ParseFailure) -> [IdentifierSyntax] {
    let start = current.span
    var path = [try anyWord("the name of a call")]
    while accept(.dot) {
      if current.kind == .star {
        path.append(IdentifierSyntax("*", current.span))
        advance()
        break
      }
      path.append(try anyWord("the name of an output, or `*`"))
    }
    if version != .draft2, let last = path.last {
      report(
        "wdl.untyped-output", "an output needs a type and a name", at: start.joined(with: last.span),
        help: last.text == "*"
          ? "write `Type name = …` for each output of the call"
          : "write `Type name = \(path.map(\.text).joined(separator: "."))`")
    }
    return path
  }
}
