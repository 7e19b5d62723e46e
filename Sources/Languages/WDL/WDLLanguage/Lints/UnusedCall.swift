import SourceText

/// A call whose outputs nothing uses, in a workflow that says what it gives.
///
/// Calls without outputs are made for what they do, and so are those that others wait for by `after`.
struct UnusedCall: Lint {
  let id = "wdl.unused-call"

  func check(_ document: LintedDocument, _ report: LintReport) {
    guard let workflow = document.syntax.workflows.first, let outputs = workflow.outputs, !outputs.isEmpty else {
      return
    }
    let uses = document.workflowUses
    for call in uses.calls {
      guard let last = call.target.last else { continue }
      let name = call.alias ?? last
      if uses.names.contains(name.text) || !document.hasOutputs(call.target.map(\.text)) { continue }
      report.warn(
        "nothing uses what `\(name.text)` gives", at: name.span, help: "use one of its outputs, or leave the call out")
    }
  }
}

extension LintedDocument {
  /// Whether the task or workflow is known and has outputs.
  fileprivate func hasOutputs(_ target: [String]) -> Bool {
    if target.count == 1 { return syntax.tasks.first { $0.name.text == target[0] }?.outputs.isEmpty == false }
    for (item, imported) in zip(syntax.imports, imports) {
      guard (item.namespace?.text ?? item.uri.plainText.map(ImportURI.namespace)) == target[0] else { continue }
      return imported?.callables[target.dropFirst().joined(separator: ".")]?.outputMembers.isEmpty == false
    }
    return false
  }
}
