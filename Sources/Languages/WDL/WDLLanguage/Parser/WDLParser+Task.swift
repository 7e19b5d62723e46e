import SourceText

extension WDLParser {
  /// `task name { sections and declarations }`.
  mutating func task() throws(ParseFailure) -> TaskSyntax {
    let start = current.span
    advance()
    var task = TaskSyntax(name: try definitionName("task"), span: start)
    var seen: [Keyword] = []
    let title = task.name.text
    var body = try openBody("task `\(title)`")
    while hasItem(&body, "task `\(title)`") {
      do throws(ParseFailure) { try taskItem(into: &task, &seen) } catch { recover(to: body.level) }
    }
    let close = closeBody(body)
    task.span = start.joined(with: close)
    if !seen.contains(.command), lastUnclosed < start.start {
      report(
        "wdl.missing-command", "task `\(title)` has no command", at: task.name.span,
        help: "add `command <<< … >>>`")
    }
    return task
  }

  /// The name of a task or workflow; when it is missing, the body is read all the same.
  mutating func definitionName(_ what: String) throws(ParseFailure) -> IdentifierSyntax {
    if current.kind == .leftBrace {
      _ = unexpected("the name of the \(what)")
      return IdentifierSyntax("", SourceSpan(current.start, current.start))
    }
    return try name("the name of the \(what)")
  }

  private mutating func taskItem(into task: inout TaskSyntax, _ seen: inout [Keyword]) throws(ParseFailure) {
    switch current.keyword {
    case .input where isSection():
      require(.inputSection, at: current.span)
      checkFirst(.input, &seen)
      advance()
      append(try declarations(.taskInput, of: "the inputs"), to: &task.inputs)
    case .command:
      checkFirst(.command, &seen)
      task.command = try command()
    case .output where isSection():
      checkFirst(.output, &seen)
      advance()
      append(try declarations(.taskOutput, of: "the outputs"), to: &task.outputs)
    case .runtime where isSection():
      checkFirst(.runtime, &seen)
      task.runtime = try attributes("`runtime`")
    case .requirements where isSection():
      require(.requirements, at: current.span)
      checkFirst(.requirements, &seen)
      task.requirements = try attributes("`requirements`")
    case .hints where isSection():
      require(.hints, at: current.span)
      checkFirst(.hints, &seen)
      task.hints = try hints()
    case .meta where isSection():
      checkFirst(.meta, &seen)
      task.meta = try metaSection()
    case .parameterMeta where isSection():
      checkFirst(.parameterMeta, &seen)
      task.parameterMeta = try metaSection()
    case .call, .scatter, .if:
      misplacedStatement()
      _ = try statement()
    default: task.declarations.append(try declaration(.taskPrivate))
    }
  }

  /// Whether the current keyword opens a section, or stands for itself as a type.
  func isSection() -> Bool { peek().kind != .word }

  private mutating func misplacedStatement() {
    report(
      "wdl.misplaced-statement", "`\(text(of: current))` is for workflows", at: current.span,
      label: "within a task", help: "move it into a workflow")
  }
}
