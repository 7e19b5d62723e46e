import SourceText
import WDLLanguage

/// The names of a document that stand outside of expressions and values: of definitions, members, choices, imports,
/// aliases, and the entries of `parameter_meta`.
struct DefinedNames {
  struct Name {
    let span: SourceSpan
    /// Where what it names is declared in the same document.
    let owner: SourceSpan
    let kind: Symbol.Kind
    /// Of the first name in an alias: the type that it names, and which import has it.
    var aliased: (name: String, importIndex: Int)?

    init(_ name: IdentifierSyntax, _ kind: Symbol.Kind, owner: SourceSpan? = nil) {
      span = name.span
      self.owner = owner ?? name.span
      self.kind = kind
    }
  }

  private(set) var names: [Name] = []

  init(_ syntax: DocumentSyntax) {
    for (index, item) in syntax.imports.enumerated() { add(item, index) }
    for item in syntax.structs { add(item) }
    for item in syntax.enums {
      names.append(Name(item.name, .type))
      names += item.choices.map { Name($0.name, .choice) }
    }
    for task in syntax.tasks {
      names.append(Name(task.name, .callable))
      add(task.parameterMeta, task.outputs + task.inputs + task.declarations, .value)
    }
    for workflow in syntax.workflows {
      names.append(Name(workflow.name, .callable))
      add(workflow.parameterMeta, workflow.outputDeclarations + workflow.inputs + workflow.body.ownDeclarations, .value)
    }
  }

  private mutating func add(_ syntax: ImportSyntax, _ index: Int) {
    if let namespace = syntax.namespace { names.append(Name(namespace, .namespace)) }
    for (from, to) in syntax.aliases {
      var original = Name(from, .type)
      original.aliased = (from.text, index)
      names += [original, Name(to, .alias)]
    }
  }

  private mutating func add(_ syntax: StructSyntax) {
    names.append(Name(syntax.name, .type))
    names += syntax.members.map { Name($0.name, .member) }
    add(syntax.parameterMeta, syntax.members, .member)
  }

  private mutating func add(_ meta: MetaSyntax?, _ declarations: [DeclarationSyntax], _ kind: Symbol.Kind) {
    guard let meta else { return }
    let spans = Dictionary(declarations.map { ($0.name.text, $0.name.span) }, uniquingKeysWith: { first, _ in first })
    for entry in meta.entries {
      guard let owner = spans[entry.name.text] else { continue }
      names.append(Name(entry.name, kind, owner: owner))
    }
  }
}
