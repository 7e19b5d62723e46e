import SourceText

/// A document with what several lints want to know of it, found in one walk.
struct LintedDocument {
  let syntax: DocumentSyntax
  /// In the order of the imports; nil where one could not be read.
  let imports: [TypedDocument?]
  /// Of each task, in their order.
  let taskUses: [SyntaxUses]
  let workflowUses: SyntaxUses
  /// Of the structs and enumerations.
  let typeUses: SyntaxUses

  var version: WDLVersion { syntax.version }
  var allUses: [SyntaxUses] { taskUses + [workflowUses, typeUses] }

  init(_ syntax: DocumentSyntax, imports: [TypedDocument?]) {
    self.syntax = syntax
    self.imports = imports
    taskUses = syntax.tasks.map { task in
      var uses = SyntaxUses()
      uses.add(task)
      return uses
    }
    var workflow = SyntaxUses()
    for syntax in syntax.workflows { workflow.add(syntax) }
    workflowUses = workflow
    var types = SyntaxUses()
    for syntax in syntax.structs { types.add(syntax.members) }
    for syntax in syntax.enums {
      syntax.valueType.map { types.add($0) }
      for choice in syntax.choices { choice.value.map { types.add($0) } }
    }
    typeUses = types
  }
}
