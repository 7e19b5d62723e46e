package import SourceText

/// What became of a document's syntax.
package struct CheckedDocument: Sendable {
  /// As much as could be understood; fit to run only when ``hasErrors`` is false.
  package let document: TypedDocument
  /// In the order of the text.
  package let diagnostics: [Diagnostic]

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Turns syntax into typed trees, and says what is wrong with it.
package enum Checker {
  /// Checks one document.
  ///
  /// - Parameter imports: what each of the document's imports stands for, in their order; nil for one that could not be
  ///   read, which whoever tried has reported.
  /// - Parameter names: takes what the names of the document stand for.
  package static func check(
    _ document: DocumentSyntax, imports: [TypedDocument?] = [], names: NameRecorder? = nil
  ) -> CheckedDocument {
    let sink = DiagnosticSink(file: document.file, names: names)
    let types = DeclaredTypes(version: document.version, sink: sink)
    let context = DocumentContext(document: document, sink: sink, types: types)
    var callables = CallableTable()
    for (index, syntax) in document.imports.enumerated() {
      ImportChecker(context: context).check(syntax, index < imports.count ? imports[index] : nil, &callables)
    }
    types.declare(document)
    let tasks = tasks(of: document, context, &callables)
    let workflow = workflow(of: document, context, &callables)
    let typed = TypedDocument(
      file: document.file, version: document.version, tasks: tasks, workflow: workflow,
      callables: callables.callables, namespaces: callables.namespaces, types: types.table.types)
    return CheckedDocument(
      document: typed, diagnostics: sink.diagnostics.sorted { $0.span.start < $1.span.start })
  }

  private static func tasks(
    of document: DocumentSyntax, _ context: DocumentContext, _ callables: inout CallableTable
  ) -> [TypedTask] {
    var tasks: [TypedTask] = []
    for syntax in document.tasks {
      guard isNew(syntax.name, callables, context) else { continue }
      var checker = TaskChecker(syntax, context: context)
      let task = checker.check()
      tasks.append(task)
      callables.add(.task(task))
    }
    return tasks
  }

  private static func workflow(
    of document: DocumentSyntax, _ context: DocumentContext, _ callables: inout CallableTable
  ) -> TypedWorkflow? {
    for other in document.workflows.dropFirst() {
      context.sink.error(
        "wdl.several-workflows", "a document has at most one workflow, and `\(other.name.text)` is another",
        at: other.name.span, help: "move it into a document of its own and import that")
    }
    guard let syntax = document.workflows.first else { return nil }
    if callables.callables[syntax.name.text] != nil {
      context.sink.warn(
        "wdl.duplicate-task", "a task is called `\(syntax.name.text)`, too", at: syntax.name.span,
        help: "rename one of them: to documents that import this one, the name means the workflow")
    }
    let workflow = WorkflowChecker(syntax, context: context, callables: callables).check()
    callables.add(.workflow(workflow))
    return workflow
  }

  private static func isNew(
    _ name: IdentifierSyntax, _ callables: CallableTable, _ context: DocumentContext
  ) -> Bool {
    guard callables.callables[name.text] != nil else { return true }
    context.sink.error(
      "wdl.duplicate-task", "there is another task called `\(name.text)`", at: name.span, help: "rename one of them")
    return false
  }
}
