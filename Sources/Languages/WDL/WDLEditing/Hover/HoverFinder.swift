import LanguageServer
import SourceText
import WDLLanguage

/// Says what the name at a place is.
struct HoverFinder {
  let analysis: DocumentAnalysis
  let document: String
  private let finder: SymbolFinder

  init(_ analysis: DocumentAnalysis) {
    self.analysis = analysis
    document = analysis.root
    finder = SymbolFinder(analysis: analysis)
  }

  func hover(at offset: Int) -> Hover? {
    guard let found = analysis.documents[document] else { return nil }
    for occurrence in finder.occurrences(at: offset, in: document) {
      if let hover = hover(on: occurrence) { return hover }
    }
    return attribute(at: offset, found.syntax) ?? builtInType(at: offset, found.syntax)
  }

  private func hover(on occurrence: Occurrence) -> Hover? {
    if let use = occurrence.use { return hover(on: use) }
    guard let symbol = occurrence.symbol.map(finder.resolved) else { return nil }
    return hover(on: symbol, at: occurrence.span)
  }

  private func hover(on use: NameUse) -> Hover? {
    func say(_ code: String, _ paragraphs: String?...) -> Hover {
      Hover(code: code, paragraphs: paragraphs.compactMap { $0 }, span: use.span)
    }
    switch use.meaning {
    case .variable(let declaration): return variable(use, declaration)
    case .callable(let callable):
      return say(SignatureText.text(of: callable), WrittenDocumentation.text(of: callable), origin(callable.file))
    case .callInput(let callable, let name):
      let value = callable.inputs.first { $0.variable.name == name }?.expression?.span
      return say(
        "\(use.type) \(name)" + SignatureText.value(value, in: callable.file),
        WrittenDocumentation.text(of: name, of: callable), "Input of `\(callable.name)`.")
    case .callOutput(let call, let name):
      let callable = analysis.documents[document]?.names.calls[call]
      return say(
        "\(use.type) \(name)", callable.flatMap { WrittenDocumentation.text(of: name, of: $0) },
        callable.map { "Output of `\($0.name)`." })
    case .function(let function): return self.function(function, use.span)
    case .taskVariable: return say("task", "What is known of the task while it runs.", Self.link(Self.taskAnchor))
    case .taskMember(let name): return say("\(use.type) \(name)", Self.link(Self.taskAnchor))
    case .pairMember(let name): return say("\(use.type) \(name)")
    case .namespace, .type, .structMember, .choice:
      return finder.symbol(of: use.meaning, in: document).map(finder.resolved).flatMap { hover(on: $0, at: use.span) }
    }
  }

  private func variable(_ use: NameUse, _ declaration: SourceSpan) -> Hover? {
    guard let found = analysis.documents[document] else { return nil }
    let first = found.names.first(declaration)
    let declared = found.names.declarations.first { $0.span == first }
    let name = declared?.name ?? found.file.text(use.span)
    if case .call(let type) = use.type {
      let outputs = type.outputs.map { "  \($0.type) \($0.name)" }
      return Hover(
        code: (["call \(name) -> {"] + outputs + ["}"]).joined(separator: "\n"),
        paragraphs: [found.names.calls[first].flatMap(WrittenDocumentation.text)].compactMap { $0 }, span: use.span)
    }
    let place = DeclarationPlace(of: first, in: found.syntax)
    let value = place?.declaration.expression?.span
    let documentation =
      place?.owner.flatMap { WrittenDocumentation.text(of: name, of: $0, in: found) }
      ?? place.flatMap { WrittenDocumentation.comment(above: $0.declaration.span.start, in: found.file) }
    return Hover(
      code: "\(use.type) \(name)" + SignatureText.value(value, in: found.file),
      paragraphs: [documentation, declared?.role.title].compactMap { $0 }, span: use.span)
  }

  private func function(_ function: LibraryFunction, _ span: SourceSpan) -> Hover {
    var paragraphs = [function.summary]
    if function.since > .v1_0 { paragraphs.append("Since WDL \(function.since.rawValue).") }
    paragraphs.append(Self.specification(SpecificationLink.section(of: function)))
    return Hover(
      code: function.overloads.map { function.signature($0) }.joined(separator: "\n"), paragraphs: paragraphs,
      span: span)
  }

  // MARK: what documents declare

  private func hover(on symbol: Symbol, at span: SourceSpan) -> Hover? {
    guard let found = finder.document(of: symbol) else { return nil }
    let (file, syntax) = (found.file, found.syntax)
    func say(_ code: String, _ documentation: String?) -> Hover {
      Hover(code: code, paragraphs: [documentation, origin(file)].compactMap { $0 }, span: span)
    }
    switch symbol.kind {
    case .callable:
      guard let callable = found.typed.callable(declaredAt: symbol.span) else { return nil }
      return say(SignatureText.text(of: callable), WrittenDocumentation.text(of: callable))
    case .type:
      if let type = syntax.structs.first(where: { $0.name.span == symbol.span }) {
        return say(SignatureText.text(of: type, in: file), WrittenDocumentation.text(of: type, in: file))
      }
      guard let type = syntax.enums.first(where: { $0.name.span == symbol.span }) else { return nil }
      return say(
        SignatureText.text(of: type, in: file), WrittenDocumentation.comment(above: type.span.start, in: file))
    case .member: return member(symbol, found).map { say($0, $1) }
    case .choice: return choice(symbol, found).map { say($0, nil) }
    case .namespace: return namespace(symbol, found, span)
    case .value:
      guard let use = found.names.uses.first(where: { $0.span == symbol.span }), symbol.document == document else {
        return nil
      }
      return variable(NameUse(use, at: span), symbol.span)
    case .alias: return nil
    }
  }

  private func member(_ symbol: Symbol, _ found: DocumentAnalysis.Document) -> (String, String?)? {
    for structure in found.syntax.structs {
      guard let member = structure.members.first(where: { $0.name.span == symbol.span }) else { continue }
      let documentation =
        WrittenDocumentation.text(of: member.name.text, of: structure)
        ?? WrittenDocumentation.comment(above: member.span.start, in: found.file)
      let code = "\(found.file.text(member.type.span)) \(member.name.text)"
      return (code, [documentation, "Member of `\(structure.name.text)`."].compactMap { $0 }.joined(separator: "\n\n"))
    }
    return nil
  }

  private func choice(_ symbol: Symbol, _ found: DocumentAnalysis.Document) -> String? {
    for type in found.syntax.enums {
      guard let choice = type.choices.first(where: { $0.name.span == symbol.span }) else { continue }
      let value = SignatureText.value(choice.value?.span, in: found.file)
      return "\(type.name.text).\(choice.name.text)\(value)"
    }
    return nil
  }

  private func namespace(_ symbol: Symbol, _ found: DocumentAnalysis.Document, _ span: SourceSpan) -> Hover? {
    guard let index = found.syntax.imports.firstIndex(where: { ($0.namespace?.span ?? $0.uri.span) == symbol.span })
    else { return nil }
    let imported = analysis.documents[found.imports[index]]?.typed
    let names = (imported?.tasks.map(\.name) ?? []) + (imported?.workflow.map { [$0.name] } ?? [])
    return Hover(
      code: found.file.text(found.syntax.imports[index].span),
      paragraphs: names.isEmpty ? [] : ["Has " + names.map { "`\($0)`" }.joined(separator: ", ") + "."], span: span)
  }

  // MARK: what the language declares

  private func attribute(at offset: Int, _ syntax: DocumentSyntax) -> Hover? {
    for (section, attributes) in syntax.attributeSections {
      guard let name = attributes.attributes.first(where: { $0.name.span.contains(offset) })?.name,
        let documentation = AttributeDocumentation.find(name.text, in: section)
      else { continue }
      return Hover(
        code: "\(name.text): \(documentation.type)",
        paragraphs: [
          documentation.summary, Self.specification(SpecificationLink.section(documentation.anchor)),
        ], span: name.span)
    }
    return nil
  }

  private func builtInType(at offset: Int, _ syntax: DocumentSyntax) -> Hover? {
    guard let type = TypeNames(syntax).names.first(where: { $0.span.contains(offset) }),
      let documentation = TypeDocumentation.find(type.text)
    else { return nil }
    return Hover(
      code: documentation.name + documentation.arguments,
      paragraphs: [documentation.summary, Self.specification(SpecificationLink.section(documentation.anchor))],
      span: type.span)
  }

  private static let taskAnchor = "runtime-access-to-requirements-hints-and-metadata"

  private static func link(_ anchor: String) -> String { specification(SpecificationLink.section(anchor)) }

  static func specification(_ url: String) -> String { "[Specification](\(url))" }

  /// Where it is declared, when that is elsewhere.
  private func origin(_ file: SourceFile) -> String? {
    file.name == document ? nil : "Declared in `\(file.name.split(separator: "/").last ?? "")`."
  }
}
