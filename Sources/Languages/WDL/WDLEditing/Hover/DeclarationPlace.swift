import JSONText
import SourceText
import WDLLanguage

/// A declaration with the task or workflow that it stands in.
struct DeclarationPlace {
  enum Owner { case task(TaskSyntax), workflow(WorkflowSyntax) }

  let declaration: DeclarationSyntax
  let owner: Owner?

  /// - Parameter span: of the name.
  init?(of span: SourceSpan, in syntax: DocumentSyntax) {
    for task in syntax.tasks where task.span.contains(span.start) {
      guard let found = (task.inputs + task.declarations + task.outputs).first(where: { $0.name.span == span }) else {
        return nil
      }
      self.init(declaration: found, owner: .task(task))
      return
    }
    for workflow in syntax.workflows where workflow.span.contains(span.start) {
      let all = workflow.inputs + workflow.body.allDeclarations + workflow.outputDeclarations
      guard let found = all.first(where: { $0.name.span == span }) else { return nil }
      self.init(declaration: found, owner: .workflow(workflow))
      return
    }
    return nil
  }

  private init(declaration: DeclarationSyntax, owner: Owner) {
    self.declaration = declaration
    self.owner = owner
  }
}

extension [WorkflowItemSyntax] {
  /// Those of sections included.
  var allDeclarations: [DeclarationSyntax] {
    flatMap { item -> [DeclarationSyntax] in
      switch item {
      case .declaration(let declaration): [declaration]
      case .call: []
      case .scatter(let scatter): scatter.body.allDeclarations
      case .conditional(let conditional): conditional.clauses.flatMap { $0.body.allDeclarations }
      }
    }
  }
}

extension WrittenDocumentation {
  /// Of an input or output, by what the document says of it.
  static func text(
    of name: String, of owner: DeclarationPlace.Owner, in document: DocumentAnalysis.Document
  ) -> String? {
    switch owner {
    case .task(let task):
      document.typed.tasks.first { $0.span == task.span }.flatMap { text(of: name, of: .task($0)) }
    case .workflow: document.typed.workflow.flatMap { text(of: name, of: .workflow($0)) }
    }
  }
}

extension DeclaredName.Role {
  /// A sentence for people; nil where the declaration says it.
  var title: String? {
    switch self {
    case .input: "Input."
    case .output: "Output."
    case .scatterVariable: "Element of the scatter."
    case .declaration, .call: nil
    }
  }
}

extension NameUse {
  /// The same at another place.
  init(_ use: NameUse, at span: SourceSpan) { self.init(span: span, meaning: use.meaning, type: use.type) }
}

extension TypedDocument {
  /// The task or workflow whose name stands there.
  func callable(declaredAt name: SourceSpan) -> Callable? {
    if let task = tasks.first(where: { $0.span.contains(name.start) }) { return .task(task) }
    if let workflow, workflow.span.contains(name.start) { return .workflow(workflow) }
    return nil
  }
}

extension DocumentSyntax {
  /// Every `runtime`, `requirements` and `hints`.
  var attributeSections: [(AttributeDocumentation.Section, AttributesSyntax)] {
    var sections: [(AttributeDocumentation.Section, AttributesSyntax)] = []
    for task in tasks {
      task.runtime.map { sections.append((.runtime, $0)) }
      task.requirements.map { sections.append((.requirements, $0)) }
      task.hints.map { sections.append((.hints, $0)) }
    }
    for workflow in workflows { workflow.hints.map { sections.append((.hints, $0)) } }
    return sections
  }
}

/// The names of all types that are written in a document.
struct TypeNames {
  private(set) var names: [IdentifierSyntax] = []

  init(_ syntax: DocumentSyntax) {
    for item in syntax.structs { add(item.members) }
    for task in syntax.tasks { add(task.inputs + task.declarations + task.outputs) }
    for workflow in syntax.workflows {
      add(workflow.inputs + workflow.body.allDeclarations + workflow.outputDeclarations)
    }
  }

  private mutating func add(_ declarations: [DeclarationSyntax]) {
    for declaration in declarations { add(declaration.type) }
  }

  private mutating func add(_ type: TypeSyntax) {
    names.append(type.name)
    for argument in type.arguments { add(argument) }
  }
}
