import LanguageServer
import SourceText
import WDLLanguage

/// The definitions of a document as a tree.
struct Outline {
  private let syntax: DocumentSyntax

  init(_ syntax: DocumentSyntax) { self.syntax = syntax }

  var symbols: [DocumentSymbol] {
    let all =
      syntax.structs.map(symbol) + syntax.enums.map(symbol) + syntax.tasks.map(symbol) + syntax.workflows.map(symbol)
    return all.sorted { $0.span.start < $1.span.start }
  }

  private func symbol(_ item: StructSyntax) -> DocumentSymbol {
    DocumentSymbol(
      name: item.name.text, kind: .structure, span: item.span, nameSpan: item.name.span,
      children: item.members.map { symbol($0, .member) })
  }

  private func symbol(_ item: EnumSyntax) -> DocumentSymbol {
    DocumentSymbol(
      name: item.name.text, kind: .enumeration, span: item.span, nameSpan: item.name.span,
      children: item.choices.map { choice in
        let span = choice.value.map { choice.name.span.joined(with: $0.span) } ?? choice.name.span
        return DocumentSymbol(name: choice.name.text, kind: .choice, span: span, nameSpan: choice.name.span)
      })
  }

  private func symbol(_ task: TaskSyntax) -> DocumentSymbol {
    let children =
      task.inputs.map { symbol($0, .input) } + task.declarations.map { symbol($0, .variable) }
      + task.outputs.map { symbol($0, .output) }
    return DocumentSymbol(
      name: named(task.name.text, "task"), detail: "task", kind: .task, span: task.span, nameSpan: task.name.span,
      children: children.sorted { $0.span.start < $1.span.start })
  }

  private func symbol(_ workflow: WorkflowSyntax) -> DocumentSymbol {
    let children =
      workflow.inputs.map { symbol($0, .input) } + symbols(workflow.body)
      + workflow.outputDeclarations.map { symbol($0, .output) }
    return DocumentSymbol(
      name: named(workflow.name.text, "workflow"), detail: "workflow", kind: .workflow, span: workflow.span,
      nameSpan: workflow.name.span, children: children.sorted { $0.span.start < $1.span.start })
  }

  private func symbol(_ declaration: DeclarationSyntax, _ kind: SymbolKind) -> DocumentSymbol {
    DocumentSymbol(
      name: declaration.name.text, detail: syntax.file.text(declaration.type.span), kind: kind,
      span: declaration.span, nameSpan: declaration.name.span)
  }

  private func symbols(_ items: [WorkflowItemSyntax]) -> [DocumentSymbol] {
    items.flatMap { item -> [DocumentSymbol] in
      switch item {
      case .declaration(let declaration): [symbol(declaration, .variable)]
      case .call(let call): symbol(call).map { [$0] } ?? []
      case .scatter(let scatter):
        [
          DocumentSymbol(
            name: "scatter (\(scatter.variable.text))", kind: .section, span: scatter.span,
            nameSpan: scatter.variable.span, children: symbols(scatter.body))
        ]
      case .conditional(let conditional): conditional.clauses.map(symbol)
      }
    }
  }

  private func symbol(_ call: CallSyntax) -> DocumentSymbol? {
    guard let last = call.target.last else { return nil }
    let name = call.alias ?? last
    return DocumentSymbol(
      name: name.text, detail: "call " + call.target.map(\.text).joined(separator: "."), kind: .call, span: call.span,
      nameSpan: name.span)
  }

  private func symbol(_ clause: ConditionalSyntax.Clause) -> DocumentSymbol {
    let condition = clause.condition.map { "if (\(syntax.file.text($0.span)))" } ?? "else"
    return DocumentSymbol(
      name: String(condition.prefix(60)), kind: .section, span: clause.span,
      nameSpan: clause.condition?.span ?? SourceSpan(clause.span.start, clause.span.start),
      children: symbols(clause.body))
  }

  /// Editors refuse symbols without a name.
  private func named(_ name: String, _ otherwise: String) -> String { name.isEmpty ? otherwise : name }
}
