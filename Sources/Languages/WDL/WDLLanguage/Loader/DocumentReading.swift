import SourceText

/// The documents that were read so far, and those that are wanted.
struct DocumentReading {
  enum Outcome {
    case parsed(ParsedDocument, imports: [String])
    case unreadable(String)
  }

  private(set) var outcomes: [String: Outcome] = [:]
  private var wanted: [String] = []

  mutating func add(_ source: String, _ bytes: [UInt8]) {
    add(source, WDLParser.parse(SourceFile(name: source, bytes: bytes)))
  }

  mutating func add(_ source: String, _ parsed: ParsedDocument) {
    let imports = parsed.document.imports.map { ImportURI.resolve($0.uri.plainText ?? "", from: source) }
    outcomes[source] = .parsed(parsed, imports: imports)
    wanted.append(contentsOf: imports.reversed())
  }

  mutating func fail(_ source: String, _ reason: String) { outcomes[source] = .unreadable(reason) }

  mutating func nextWanted() -> String? {
    while let next = wanted.popLast() {
      if outcomes[next] == nil, !next.isEmpty { return next }
    }
    return nil
  }
}
