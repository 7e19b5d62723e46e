import LanguageServer
import SourceText
import WDLLanguage

/// Makes sure that after a change every name stands for what it stood for before, by checking the changed documents.
struct RenameCheck {
  let cache: DocumentCache
  let workspace: Workspace
  let name: String

  /// - Throws: ``ServiceRefusal`` when something is wrong then that was not before.
  func check(_ plans: [RenamePlan]) async throws {
    var documents = workspace.documents
    for plan in plans {
      documents[plan.found.document] = SourceFile(name: plan.found.document, bytes: plan.changed)
    }
    let changed = Workspace(documents: documents, folders: workspace.folders, generation: workspace.generation)
    let byDocument = Dictionary(plans.map { ($0.found.document, $0) }, uniquingKeysWith: { first, _ in first })
    for plan in plans {
      guard let file = documents[plan.found.document] else { continue }
      let analysis = try await cache.analysis(of: file, in: changed)
      try refuseErrors(plan, analysis)
      try refuseOtherMeanings(plan, analysis, byDocument)
    }
  }

  private func refuseErrors(_ plan: RenamePlan, _ analysis: DocumentAnalysis) throws {
    var known: [String: Int] = [:]
    for diagnostic in plan.found.analysis.diagnostics where diagnostic.severity == .error {
      known[diagnostic.id, default: 0] += 1
    }
    for diagnostic in analysis.diagnostics where diagnostic.severity == .error {
      let left = known[diagnostic.id, default: 0]
      known[diagnostic.id] = left - 1
      if left > 0 { continue }
      let line = diagnostic.file.position(of: diagnostic.span.start).line
      throw ServiceRefusal(
        "`\(plan.named.name)` cannot become `\(name)`: \(diagnostic.message) (\(diagnostic.file.name):\(line))")
    }
  }

  private func refuseOtherMeanings(
    _ plan: RenamePlan, _ analysis: DocumentAnalysis, _ plans: [String: RenamePlan]
  ) throws {
    let document = plan.found.document
    let before = Meanings(plan.found.analysis, document).all
    let after = Meanings(analysis, document).all
    let isSame =
      before.count == after.count
      && zip(before, after).allSatisfy { old, new in
        guard let old, let new else { return (old == nil) == (new == nil) }
        let start = plans[old.document]?.moved(old.span.start, isRenamed: old == plan.named.symbol) ?? old.span.start
        return old.document == new.document && old.kind == new.kind && start == new.span.start
      }
    if !isSame {
      throw ServiceRefusal(
        "`\(plan.named.name)` cannot become `\(name)`: names in \(document) would stand for something else")
    }
  }
}

/// What the names of a document stand for, in the order of the text.
private struct Meanings {
  let all: [Symbol?]

  init(_ analysis: DocumentAnalysis, _ document: String) {
    let finder = SymbolFinder(analysis: analysis)
    all = (analysis.documents[document]?.names.uses ?? []).map { finder.symbol(of: $0.meaning, in: document) }
  }
}
