import SourceText
import WDLLanguage

extension SymbolFinder {
  func symbol(of callable: Callable) -> Symbol? {
    switch callable {
    case .task(let task):
      guard let syntax = syntax(of: task) else { return nil }
      return Symbol(document: task.file.name, span: syntax.name.span, kind: .callable)
    case .workflow(let workflow):
      guard let syntax = syntax(of: workflow) else { return nil }
      return Symbol(document: workflow.file.name, span: syntax.name.span, kind: .callable)
    }
  }

  func input(_ name: String, of callable: Callable) -> Symbol? {
    declaration(of: name, among: inputs(of: callable), in: callable.file.name)
  }

  func output(_ name: String, of callable: Callable) -> Symbol? {
    declaration(of: name, among: outputs(of: callable), in: callable.file.name)
  }

  private func declaration(of name: String, among declarations: [DeclarationSyntax], in document: String) -> Symbol? {
    declarations.first { $0.name.text == name }.map {
      Symbol(document: document, span: $0.name.span, kind: .value)
    }
  }

  func namespace(_ name: String, in document: String) -> Symbol? {
    guard let found = analysis.documents[document] else { return nil }
    return found.syntax.imports.first { $0.namespaceName == name }.map {
      Symbol(document: document, span: $0.namespace?.span ?? $0.uri.span, kind: .namespace)
    }
  }

  // MARK: types

  /// The struct or enumeration of that name as the document sees it; of an alias, the alias.
  func type(_ name: String, in document: String, depth: Int = 0) -> Symbol? {
    guard depth < 64, let found = analysis.documents[document] else { return nil }
    if let own = tables[document]?.types[name] { return Symbol(document: document, span: own, kind: .type) }
    for (index, syntax) in found.syntax.imports.enumerated() {
      if let alias = syntax.aliases.first(where: { $0.to.text == name }) {
        return Symbol(document: document, span: alias.to.span, kind: .alias)
      }
      if syntax.aliases.contains(where: { $0.from.text == name }) { continue }
      if let imported = type(name, in: found.imports[index], depth: depth + 1) { return imported }
    }
    return nil
  }

  /// What an alias stands for; another symbol stands for itself.
  func resolved(_ symbol: Symbol) -> Symbol {
    var symbol = symbol
    for _ in 0..<64 where symbol.kind == .alias {
      guard let found = analysis.documents[symbol.document], let next = original(of: symbol, found) else { break }
      symbol = next
    }
    return symbol
  }

  private func original(of alias: Symbol, _ document: DocumentAnalysis.Document) -> Symbol? {
    for (index, syntax) in document.syntax.imports.enumerated() {
      guard let entry = syntax.aliases.first(where: { $0.to.span == alias.span }) else { continue }
      return type(entry.from.text, in: document.imports[index])
    }
    return nil
  }

  func structure(_ name: String, in document: String) -> (document: String, syntax: StructSyntax)? {
    guard let symbol = type(name, in: document).map(resolved),
      let syntax = tables[symbol.document]?.structs[symbol.span.start]
    else { return nil }
    return (symbol.document, syntax)
  }

  func enumeration(_ name: String, in document: String) -> (document: String, syntax: EnumSyntax)? {
    guard let symbol = type(name, in: document).map(resolved),
      let syntax = tables[symbol.document]?.enums[symbol.span.start]
    else { return nil }
    return (symbol.document, syntax)
  }

  func member(_ name: String, of structure: String, in document: String) -> Symbol? {
    guard let (owner, syntax) = self.structure(structure, in: document) else { return nil }
    return syntax.members.first { $0.name.text == name }.map {
      Symbol(document: owner, span: $0.name.span, kind: .member)
    }
  }

  func choice(_ name: String, of enumeration: String, in document: String) -> Symbol? {
    guard let (owner, syntax) = self.enumeration(enumeration, in: document) else { return nil }
    return syntax.choices.first { $0.name.text == name }.map {
      Symbol(document: owner, span: $0.name.span, kind: .choice)
    }
  }
}

extension ImportSyntax {
  /// What it is imported as.
  var namespaceName: String { namespace?.text ?? uri.plainText.map(ImportURI.namespace) ?? "" }
}

extension SymbolFinder {
  private func syntax(of task: TypedTask) -> TaskSyntax? { tables[task.file.name]?.tasks[task.span.start] }

  private func syntax(of workflow: TypedWorkflow) -> WorkflowSyntax? {
    tables[workflow.file.name]?.workflows[workflow.span.start]
  }

  /// Where the inputs are declared; in draft-2 that is everywhere.
  private func inputs(of callable: Callable) -> [DeclarationSyntax] {
    switch callable {
    case .task(let task): syntax(of: task).map { $0.inputs + $0.declarations } ?? []
    case .workflow(let workflow): syntax(of: workflow).map { $0.inputs + $0.body.ownDeclarations } ?? []
    }
  }

  private func outputs(of callable: Callable) -> [DeclarationSyntax] {
    switch callable {
    case .task(let task): syntax(of: task)?.outputs ?? []
    case .workflow(let workflow): syntax(of: workflow)?.outputDeclarations ?? []
    }
  }
}

extension Callable {
  var file: SourceFile {
    switch self {
    case .task(let task): task.file
    case .workflow(let workflow): workflow.file
    }
  }
}

extension WorkflowSyntax {
  var outputDeclarations: [DeclarationSyntax] {
    (outputs ?? []).compactMap { if case .declaration(let declaration) = $0 { declaration } else { nil } }
  }
}

extension [WorkflowItemSyntax] {
  /// Those that stand directly in it.
  var ownDeclarations: [DeclarationSyntax] {
    compactMap { if case .declaration(let declaration) = $0 { declaration } else { nil } }
  }
}
