import SourceText

/// What the checkers of the tasks and the workflow of one document share.
struct DocumentContext {
  let document: DocumentSyntax
  let sink: DiagnosticSink
  let types: DeclaredTypes

  var version: WDLVersion { document.version }
  var file: SourceFile { document.file }

  func expressions(_ scope: Scope) -> ExpressionChecker {
    ExpressionChecker(version: version, sink: sink, types: types, scope: scope)
  }

  /// Warns of entries of metadata that stand twice.
  func checkMeta(_ sections: MetaSyntax?...) {
    for section in sections { section.map { checkDuplicates($0.entries) } }
  }

  private func checkDuplicates(_ entries: [(name: IdentifierSyntax, value: MetaSyntax.Value)]) {
    var seen: Set<String> = []
    for entry in entries {
      if !seen.insert(entry.name.text).inserted {
        sink.warn(
          "wdl.duplicate-attribute", "the metadata has two entries `\(entry.name.text)`", at: entry.name.span,
          help: "leave one of them out")
      }
      checkDuplicates(entry.value)
    }
  }

  private func checkDuplicates(_ value: MetaSyntax.Value) {
    switch value {
    case .array(let values): for value in values { checkDuplicates(value) }
    case .object(let members): checkDuplicates(members)
    case .null, .boolean, .integer, .float, .string: break
    }
  }

  /// Warns of entries of `parameter_meta` that name neither an input nor an output.
  func checkParameterMeta(_ meta: MetaSyntax?, of owner: String, names: some Sequence<String>) {
    guard let meta else { return }
    let known = Set(names)
    for entry in meta.entries where !known.contains(entry.name.text) {
      sink.warn(
        "wdl.unknown-parameter-meta", "`\(owner)` has no input or output `\(entry.name.text)`", at: entry.name.span,
        help: sink.suggestion(for: entry.name.text, among: known.sorted()))
    }
  }

  /// Reports a name that stands for something else in the scope around. Cromwell lets outputs have the names of inputs.
  func reportShadowing(_ name: IdentifierSyntax, _ outer: Scope.Entry, by role: Scope.Role) {
    guard role == .output else {
      reportDuplicate(name, outer)
      return
    }
    let line = file.position(of: outer.span.start).line
    sink.warn(
      "wdl.duplicate-name", "the output `\(name.text)` has the name of something else in line \(line)", at: name.span,
      help: "every name in a task or workflow should stand for one thing: rename one of them")
  }

  /// Reports a name that is declared twice.
  func reportDuplicate(_ name: IdentifierSyntax, _ first: Scope.Entry, help: String? = nil) {
    let line = file.position(of: first.span.start).line
    sink.error(
      "wdl.duplicate-name", "there is another `\(name.text)` in line \(line)", at: name.span,
      help: help ?? "every name in a task or workflow stands for one thing: rename one of them")
  }
}
