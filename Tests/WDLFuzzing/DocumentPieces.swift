package import SourceText
import WDLLanguage

/// Where the pieces of a document stand, by their kind: what can be swapped for another of its kind.
package struct DocumentPieces: Sendable {
  package enum Kind: CaseIterable, Sendable { case expression, declaration, item, section, definition, type, name }

  package private(set) var spans: [Kind: [SourceSpan]] = [:]

  /// The kinds that the document has some of, in a fixed order.
  package var kinds: [Kind] { Kind.allCases.filter { spans[$0]?.isEmpty == false } }

  package init(_ bytes: [UInt8]) {
    let document = WDLParser.parse(SourceFile(name: "seed", bytes: bytes)).document
    for syntax in document.imports { add(.definition, syntax.span) }
    for syntax in document.structs {
      add(.definition, syntax.span)
      add(syntax.members)
    }
    for syntax in document.enums {
      add(.definition, syntax.span)
      for choice in syntax.choices {
        add(.name, choice.name.span)
        choice.value.map { add($0) }
      }
    }
    for syntax in document.tasks { add(syntax) }
    for syntax in document.workflows { add(syntax) }
    spans = spans.mapValues { $0.filter { $0.start < $0.end && $0.end <= bytes.count } }
  }

  private mutating func add(_ kind: Kind, _ span: SourceSpan) { spans[kind, default: []].append(span) }

  private mutating func add(_ task: TaskSyntax) {
    add(.definition, task.span)
    add(.name, task.name.span)
    add(task.inputs + task.declarations + task.outputs)
    if let command = task.command {
      add(.section, command.span)
      add(command.parts)
    }
    for section in [task.runtime, task.requirements, task.hints] { section.map { add($0) } }
    for section in [task.meta, task.parameterMeta] { section.map { add(.section, $0.span) } }
  }

  private mutating func add(_ workflow: WorkflowSyntax) {
    add(.definition, workflow.span)
    add(.name, workflow.name.span)
    add(workflow.inputs)
    add(workflow.body)
    for case .declaration(let output) in workflow.outputs ?? [] { add([output]) }
    workflow.hints.map { add($0) }
    for section in [workflow.meta, workflow.parameterMeta] { section.map { add(.section, $0.span) } }
  }

  private mutating func add(_ section: AttributesSyntax) {
    add(.section, section.span)
    for attribute in section.attributes {
      add(.name, attribute.name.span)
      add(attribute.value)
    }
  }

  private mutating func add(_ declarations: [DeclarationSyntax]) {
    for declaration in declarations {
      add(.declaration, declaration.span)
      add(.name, declaration.name.span)
      add(declaration.type)
      declaration.expression.map { add($0) }
    }
  }

  private mutating func add(_ type: TypeSyntax) {
    add(.type, type.span)
    for argument in type.arguments { add(argument) }
  }

  private mutating func add(_ items: [WorkflowItemSyntax]) {
    for item in items {
      switch item {
      case .declaration(let syntax): add([syntax])
      case .call(let syntax):
        add(.item, syntax.span)
        for input in syntax.inputs {
          add(.name, input.name.span)
          input.value.map { add($0) }
        }
      case .scatter(let syntax):
        add(.item, syntax.span)
        add(syntax.collection)
        add(syntax.body)
      case .conditional(let syntax):
        add(.item, syntax.span)
        for clause in syntax.clauses {
          clause.condition.map { add($0) }
          add(clause.body)
        }
      }
    }
  }

  private mutating func add(_ expression: ExpressionSyntax) {
    add(.expression, expression.span)
    switch expression.kind {
    case .boolean, .integer, .float, .none, .name: break
    case .string(let string): add(string.parts)
    case .array(let elements): for element in elements { add(element) }
    case .map(let entries):
      for entry in entries {
        add(entry.key)
        add(entry.value)
      }
    case .pair(let left, let right), .binary(_, let left, let right), .element(let left, let right):
      add(left)
      add(right)
    case .object(let members), .structure(_, let members), .scoped(_, let members):
      for member in members { add(member.value) }
    case .apply(let name, let arguments):
      add(.name, name.span)
      for argument in arguments { add(argument) }
    case .member(let base, _), .unary(_, let base): add(base)
    case .conditional(let condition, let then, let otherwise):
      for part in [condition, then, otherwise] { add(part) }
    }
  }

  private mutating func add(_ parts: [StringSyntax.Part]) {
    for case .placeholder(let placeholder) in parts { add(placeholder.expression) }
  }
}
