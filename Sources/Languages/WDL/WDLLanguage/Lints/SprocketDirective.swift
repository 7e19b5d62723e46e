import SourceText

/// `#@ except: UnusedInput, ContainerUri`: what Sprocket's users turn its rules off with.
///
/// Rules that say what a diagnostic of ours says turn that off, too; others mean nothing here and are passed over. Such a
/// comment is for what begins in the next line, all of it: a task, a call, a declaration; above `version`, for the
/// document.
enum SprocketDirective {
  /// The ids that a comment turns off; nil when it is another comment.
  static func ids(of comment: String) -> [String]? {
    guard comment.hasPrefix("#@") else { return nil }
    let text = comment.dropFirst(2).drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix("except:") else { return nil }
    return text.dropFirst(7).split { $0 == "," || $0 == " " || $0 == "\t" || $0 == "\r" }
      .flatMap { rules[String($0)] ?? [] }
  }

  /// By the rule of Sprocket.
  static let rules: [String: [String]] = [
    "CommandSectionIndentation": ["wdl.mixed-indentation"],
    "ContainerUri": ["wdl.mutable-container"],
    "DeprecatedObject": ["wdl.deprecated-object"],
    "DeprecatedPlaceholder": ["wdl.deprecated-placeholder", "wdl.deprecated-placeholder-option"],
    "DeprecatedRuntimeSection": ["wdl.deprecated-runtime"],
    "ExpectedRuntimeKeys": ["wdl.missing-container", "wdl.unknown-attribute"],
    "HostPathLiterals": ["wdl.host-path"],
    "ParameterMetaMatched": ["wdl.unknown-parameter-meta"],
    "RequirementsSection": ["wdl.missing-container"],
    "RuntimeSection": ["wdl.missing-container"],
    "UnnecessaryFunctionCall": ["wdl.needless-call"],
    "UnusedCall": ["wdl.unused-call"],
    "UnusedDeclaration": ["wdl.unused-declaration"],
    "UnusedImport": ["wdl.unused-import"],
    "UnusedInput": ["wdl.unused-input"],
  ]
}

/// What stands in a document by the line in which it begins: where several begin in one line, the longest.
struct DocumentParts {
  private var ends: [Int: Int] = [:]
  private let file: SourceFile

  init(_ document: DocumentSyntax) {
    file = document.file
    for syntax in document.imports { add(syntax.span) }
    for syntax in document.structs {
      add(syntax.span)
      add(syntax.members)
    }
    for syntax in document.enums { add(syntax.span) }
    for syntax in document.tasks { add(syntax) }
    for syntax in document.workflows {
      add(syntax.span)
      add(syntax.inputs)
      for case .declaration(let output) in syntax.outputs ?? [] { add(output.span) }
      for section in [syntax.meta?.span, syntax.parameterMeta?.span, syntax.hints?.span] { section.map { add($0) } }
      add(syntax.body)
    }
  }

  /// The lines of what begins in that line.
  func lines(from line: Int) -> ClosedRange<Int> { line...max(line, ends[line] ?? line) }

  private mutating func add(_ span: SourceSpan) {
    let (first, last) = (file.position(of: span.start).line, file.position(of: max(span.start, span.end - 1)).line)
    ends[first] = max(last, ends[first] ?? 0)
  }

  private mutating func add(_ declarations: [DeclarationSyntax]) {
    for declaration in declarations { add(declaration.span) }
  }

  private mutating func add(_ task: TaskSyntax) {
    add(task.span)
    add(task.inputs + task.declarations + task.outputs)
    let sections = [task.runtime?.span, task.requirements?.span, task.hints?.span, task.meta?.span]
    for section in sections + [task.parameterMeta?.span, task.command?.span] { section.map { add($0) } }
  }

  private mutating func add(_ items: [WorkflowItemSyntax]) {
    for item in items {
      switch item {
      case .declaration(let syntax): add(syntax.span)
      case .call(let syntax): add(syntax.span)
      case .scatter(let syntax):
        add(syntax.span)
        add(syntax.body)
      case .conditional(let syntax):
        add(syntax.span)
        for clause in syntax.clauses {
          add(clause.span)
          add(clause.body)
        }
      }
    }
  }
}
