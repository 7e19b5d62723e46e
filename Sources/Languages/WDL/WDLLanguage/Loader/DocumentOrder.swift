import SourceText

/// Checks documents in the order of their imports.
struct DocumentOrder {
  private let reading: DocumentReading
  private var checked: [String: TypedDocument] = [:]
  private var diagnostics: [Diagnostic] = []
  /// The documents that are being checked, outermost first, each with the place of its next import.
  private var path: [(source: String, next: Int)] = []
  /// As they were checked.
  private var order: [String] = []
  private let hasLints: Bool
  /// Nil when nobody wants to know what names stand for.
  private let wishes: NameWishes?
  private var names: [String: NameRecord] = [:]

  init(reading: DocumentReading, lints: Bool, names: NameWishes? = nil) {
    self.reading = reading
    hasLints = lints
    wishes = names
  }

  consuming func check(_ source: String) -> LoadedDocument {
    walk(from: source)
    var version = WDLVersion.draft2
    if case .parsed(let parsed, _)? = reading.outcomes[source] { version = parsed.document.version }
    return LoadedDocument(version: version, typed: hasErrors ? nil : checked[source], diagnostics: diagnostics)
  }

  /// The same with what names stand for.
  consuming func analyze(_ source: String) -> DocumentAnalysis {
    walk(from: source)
    var documents: [String: DocumentAnalysis.Document] = [:]
    for source in order {
      guard case .parsed(let parsed, let imports)? = reading.outcomes[source], let typed = checked[source],
        let names = names[source]
      else { continue }
      documents[source] = DocumentAnalysis.Document(parsed: parsed, imports: imports, typed: typed, names: names)
    }
    return DocumentAnalysis(root: source, documents: documents, diagnostics: diagnostics)
  }

  private mutating func walk(from source: String) {
    path.append((source, 0))
    while let (current, next) = path.last {
      guard case .parsed(let parsed, let imports)? = reading.outcomes[current], next < imports.count else {
        finish(current)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      enter(imports[next], parsed.document.imports[next], of: parsed.document)
    }
    if let document = checked[source], !hasErrors { diagnostics += OutputCheck.check(document) }
    if hasLints, !hasErrors { lint(source) }
  }

  private var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  private mutating func enter(_ source: String, _ syntax: ImportSyntax, of document: DocumentSyntax) {
    func report(_ id: String, _ message: String, help: String? = nil) {
      diagnostics.append(Diagnostic(id, .error, message, in: document.file, at: syntax.uri.span, help: help))
    }
    if let start = path.firstIndex(where: { $0.source == source }) {
      let cycle = (path[start...].map(\.source) + [source]).map { "`\($0)`" }.joined(separator: " imports ")
      report("wdl.circular-import", "documents import each other: \(cycle)")
      return
    }
    switch reading.outcomes[source] {
    case .unreadable(let reason):
      report("wdl.unreadable-import", "`\(source)` cannot be read: \(reason)")
    case .parsed where checked[source] == nil: path.append((source, 0))
    case .parsed: break
    case nil: report("wdl.unreadable-import", "the import names no document")
    }
  }

  private mutating func finish(_ source: String) {
    guard case .parsed(let parsed, let imports)? = reading.outcomes[source] else { return }
    let recorder = wishes?.recorder(of: source)
    let result = Checker.check(parsed.document, imports: imports.map { checked[$0] }, names: recorder)
    names[source] = recorder?.record
    checked[source] = result.document
    order.append(source)
    diagnostics += (parsed.diagnostics + result.diagnostics).sorted { $0.span.start < $1.span.start }
  }

  /// Adds what the lints say, and takes out what comments turn off.
  private mutating func lint(_ root: String) {
    var found: [String: [Diagnostic]] = Dictionary(grouping: diagnostics) { $0.file.name }
    diagnostics = []
    for source in order {
      guard case .parsed(let parsed, let imports)? = reading.outcomes[source] else { continue }
      var own = found.removeValue(forKey: parsed.document.file.name) ?? []
      // What is imported from elsewhere is not for the user to change.
      if source == root || !source.contains("://") {
        own += Lints.check(parsed.document, imports: imports.map { checked[$0] })
      }
      let allowances = Allowances(parsed.document)
      own = own.filter { !allowances.allow($0) } + allowances.diagnostics
      diagnostics += own.sorted { $0.span.start < $1.span.start }
    }
  }
}
