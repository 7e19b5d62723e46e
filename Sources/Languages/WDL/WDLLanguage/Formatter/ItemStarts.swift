import SourceText

/// Where the items of a document begin: each on a line of its own. Of the sections `input` and `output` the syntax does
/// not know the places; `LayoutReader` finds them by their words.
enum ItemStarts {
  static func of(_ document: DocumentSyntax) -> Set<Int> {
    var starts = Set(DeclarationList.of(document).map(\.span.start))
    add(document.imports.map(\.span), to: &starts)
    add(document.structs.map(\.span) + document.enums.map(\.span), to: &starts)
    add(document.tasks.map(\.span) + document.workflows.map(\.span), to: &starts)
    for structure in document.structs { add([structure.meta, structure.parameterMeta], to: &starts) }
    for enumeration in document.enums { add(enumeration.choices.map(\.name.span), to: &starts) }
    for task in document.tasks {
      if let command = task.command { starts.insert(command.span.start) }
      add([task.runtime, task.requirements, task.hints], to: &starts)
      add([task.meta, task.parameterMeta], to: &starts)
    }
    for workflow in document.workflows {
      add([workflow.hints], to: &starts)
      add([workflow.meta, workflow.parameterMeta], to: &starts)
      add(workflow.body, to: &starts)
      for case .reference(let path) in workflow.outputs ?? [] { add(path.prefix(1).map(\.span), to: &starts) }
    }
    return starts
  }

  private static func add(_ spans: [SourceSpan], to starts: inout Set<Int>) {
    starts.formUnion(spans.map(\.start))
  }

  private static func add(_ sections: [AttributesSyntax?], to starts: inout Set<Int>) {
    for case .some(let section) in sections {
      starts.insert(section.span.start)
      add(section.attributes.map(\.name.span), to: &starts)
    }
  }

  private static func add(_ sections: [MetaSyntax?], to starts: inout Set<Int>) {
    for case .some(let section) in sections {
      starts.insert(section.span.start)
      add(section.entries.map(\.name.span), to: &starts)
    }
  }

  private static func add(_ items: [WorkflowItemSyntax], to starts: inout Set<Int>) {
    for item in items {
      switch item {
      case .declaration: break
      case .call(let call): starts.insert(call.span.start)
      case .scatter(let scatter):
        starts.insert(scatter.span.start)
        add(scatter.body, to: &starts)
      case .conditional(let conditional):
        starts.insert(conditional.span.start)
        for clause in conditional.clauses { add(clause.body, to: &starts) }
      }
    }
  }
}
