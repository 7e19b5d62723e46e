import JSONText
import SourceText

/// Turns what services say into what the protocol says.
struct ProtocolWriter {
  let client: ClientCapabilities
  private let uris: [String: String]
  private var lines: [ObjectIdentifier: LineMap] = [:]

  init(client: ClientCapabilities, documents: OpenDocuments) {
    self.client = client
    uris = documents.documents.mapValues(\.uri)
  }

  /// As the editor spells it, when it has the document open.
  func uri(_ source: String) -> JSONValue { .string(uris[source] ?? DocumentURI.uri(of: source)) }

  mutating func range(_ file: SourceFile, _ span: SourceSpan) -> JSONValue {
    let map = lines(of: file)
    return [
      "start": position(map.position(of: span.start, client.encoding)),
      "end": position(map.position(of: span.end, client.encoding)),
    ]
  }

  mutating func location(_ range: TextRange) -> JSONValue {
    ["uri": uri(range.file.name), "range": self.range(range.file, range.span)]
  }

  mutating func lines(of file: SourceFile) -> LineMap {
    if let known = lines[ObjectIdentifier(file)] { return known }
    let made = LineMap(file.bytes)
    lines[ObjectIdentifier(file)] = made
    return made
  }

  private func position(_ position: TextPosition) -> JSONValue {
    ["line": .int(position.line), "character": .int(position.character)]
  }

  // MARK: diagnostics

  mutating func diagnostic(_ found: EditorDiagnostic, _ explanation: (String) -> String?) -> JSONValue {
    let diagnostic = found.diagnostic
    var json: JSONObject = [
      "range": range(diagnostic.file, diagnostic.span),
      "severity": .int(severity(diagnostic.severity)),
      "code": .string(diagnostic.id),
      "source": "martlet",
      "message": .string(text(diagnostic)),
    ]
    if client.opensExplanations, let uri = explanation(diagnostic.id) {
      json["codeDescription"] = ["href": .string(uri)]
    }
    if client.showsRelated, !found.related.isEmpty {
      var related: [JSONValue] = []
      for (range, message) in found.related {
        related.append(["location": location(range), "message": .string(message)])
      }
      json["relatedInformation"] = .array(related)
    }
    let tags = (found.isUnnecessary ? [1] : []) + (found.isDeprecated ? [2] : [])
    if client.fadesUnnecessary, !tags.isEmpty { json["tags"] = .array(tags.map { .int($0) }) }
    return .object(json)
  }

  private func severity(_ severity: Diagnostic.Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  private func text(_ diagnostic: Diagnostic) -> String {
    diagnostic.message + (diagnostic.help.map { "\nhelp: " + $0 } ?? "")
  }
}
