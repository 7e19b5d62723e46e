import SourceText

extension WDLParser {
  /// `task name { sections and declarations }`.
  mutating func task() throws(ParseFailure) -> TaskSyntax {
    let start = current.span
    advance()
    var task = TaskSyntax(name: try definitionName("task"), span: start)
    var hasCommand = false
    let title = task.name.text
    var body = try openBody("task `\(title)`")
    while try hasItem(&body, "task `\(title)`") {
      if isKeyword(.command) {
        checkFirst(!hasCommand, "command")
        hasCommand = true
      }
      do throws(ParseFailure) { try taskItem(into: &task) } catch { recover(to: body.level) }
    }
    let close = closeBody(body)
    task.span = start.joined(with: close)
    if !hasCommand {
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

  private mutating func taskItem(into task: inout TaskSyntax) throws(ParseFailure) {
    switch current.keyword {
    case .input where isSection():
      require(.inputSection, at: current.span)
      checkFirst(task.inputs.isEmpty, "input")
      advance()
      append(try declarations(.taskInput, of: "the inputs"), to: &task.inputs)
    case .command: task.command = try command()
    case .output where isSection():
      checkFirst(task.outputs.isEmpty, "output")
      advance()
      append(try declarations(.taskOutput, of: "the outputs"), to: &task.outputs)
    case .runtime where isSection():
      checkFirst(task.runtime == nil, "runtime")
      task.runtime = try attributes("`runtime`")
    case .requirements where isSection():
      require(.requirements, at: current.span)
      checkFirst(task.requirements == nil, "requirements")
      task.requirements = try attributes("`requirements`")
    case .hints where isSection():
      require(.hints, at: current.span)
      checkFirst(task.hints == nil, "hints")
      task.hints = try hints()
    case .meta where isSection():
      checkFirst(task.meta == nil, "meta")
      task.meta = try metaSection()
    case .parameterMeta where isSection():
      checkFirst(task.parameterMeta == nil, "parameter_meta")
      task.parameterMeta = try metaSection()
    case .call, .scatter, .if: throw misplacedStatement()
    default: task.declarations.append(try declaration(.taskPrivate))
    }
  }

  /// Whether the current keyword opens a section, or stands for itself as a type.
  func isSection() -> Bool { peek().kind != .word }

  private mutating func misplacedStatement() -> ParseFailure {
    report(
      "wdl.misplaced-statement", "`\(text(of: current))` is for workflows", at: current.span,
      label: "within a task", help: "move it into a workflow")
    return ParseFailure()
  }
}
