import SourceText

/// Types as they are to be written.
enum TypeText {
  static func of(_ type: TypeSyntax) -> String {
    let arguments = type.arguments.isEmpty ? "" : "[\(type.arguments.map(of).joined(separator: ", "))]"
    return type.name.text + arguments + (type.isNonEmpty ? "+" : "") + (type.isOptional ? "?" : "")
  }
}

/// The types of a document by where they begin; those within others are left out.
enum TypeSpans {
  static func of(_ document: DocumentSyntax) -> [Int: TypeSyntax] {
    var types: [Int: TypeSyntax] = [:]
    for declaration in DeclarationList.of(document) { types[declaration.type.span.start] = declaration.type }
    for enumeration in document.enums {
      if let type = enumeration.valueType { types[type.span.start] = type }
    }
    return types
  }
}

/// All declarations of a document, wherever they stand.
enum DeclarationList {
  static func of(_ document: DocumentSyntax) -> [DeclarationSyntax] {
    var list = document.structs.flatMap(\.members)
    for task in document.tasks { list += task.inputs + task.declarations + task.outputs }
    for workflow in document.workflows {
      list += workflow.inputs
      add(workflow.body, to: &list)
      for case .declaration(let declaration) in workflow.outputs ?? [] { list.append(declaration) }
    }
    return list
  }

  private static func add(_ items: [WorkflowItemSyntax], to list: inout [DeclarationSyntax]) {
    for item in items {
      switch item {
      case .declaration(let declaration): list.append(declaration)
      case .call: break
      case .scatter(let scatter): add(scatter.body, to: &list)
      case .conditional(let conditional): for clause in conditional.clauses { add(clause.body, to: &list) }
      }
    }
  }
}
