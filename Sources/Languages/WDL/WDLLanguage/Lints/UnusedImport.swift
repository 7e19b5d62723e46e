import SourceText

/// An import of whose document nothing is called and no type is named.
///
/// A document that only imports is one that others import for its types.
struct UnusedImport: Lint {
  let id = "wdl.unused-import"

  func check(_ document: LintedDocument, _ report: LintReport) {
    let syntax = document.syntax
    guard !syntax.imports.isEmpty, !syntax.tasks.isEmpty || !syntax.workflows.isEmpty else { return }
    let namespaces = Set(document.workflowUses.calls.compactMap(\.target.first?.text))
    var names: Set<String> = []
    for uses in document.allUses { names.formUnion(uses.names.union(uses.types.map(\.text))) }
    for (index, item) in syntax.imports.enumerated() {
      guard index < document.imports.count, let imported = document.imports[index] else { continue }
      let namespace = item.namespace?.text ?? item.uri.plainText.map(ImportURI.namespace) ?? ""
      if namespaces.contains(namespace) { continue }
      let aliases = Dictionary(item.aliases.map { ($0.from.text, $0.to.text) }, uniquingKeysWith: { first, _ in first })
      if imported.types.contains(where: { names.contains(aliases[$0.name] ?? $0.name) }) { continue }
      report.warn(
        "nothing of `\(namespace)` is used", at: item.uri.span, help: "remove the import, or call what it brings")
    }
  }
}
