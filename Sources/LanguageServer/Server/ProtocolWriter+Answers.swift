import JSONText
import SourceText

extension ProtocolWriter {
  mutating func locations(_ ranges: [TextRange]) -> JSONValue {
    var locations: [JSONValue] = []
    for range in ranges { locations.append(location(range)) }
    return .array(locations)
  }

  mutating func hover(_ hover: Hover, in file: SourceFile, language: String) -> JSONValue {
    var parts = hover.paragraphs
    if !hover.code.isEmpty {
      parts.insert(client.readsMarkdown ? "```\(language)\n\(hover.code)\n```" : hover.code, at: 0)
    }
    return [
      "contents": [
        "kind": client.readsMarkdown ? "markdown" : "plaintext", "value": .string(parts.joined(separator: "\n\n")),
      ],
      "range": range(file, hover.span),
    ]
  }

  func completion(_ completion: Completion) -> JSONValue {
    var item: JSONObject = [
      "label": .string(completion.label),
      "kind": .int(completion.kind.completionKind),
      "sortText": .string("\(completion.rank)\(completion.label)"),
    ]
    if !completion.detail.isEmpty { item["detail"] = .string(completion.detail) }
    if !completion.documentation.isEmpty {
      item["documentation"] = [
        "kind": client.completesMarkdown ? "markdown" : "plaintext", "value": .string(completion.documentation),
      ]
    }
    if let insertion = completion.insertion { item["insertText"] = .string(insertion) }
    return .object(item)
  }

  // MARK: documents

  mutating func symbols(_ symbols: [DocumentSymbol], in file: SourceFile) -> [JSONValue] {
    var result: [JSONValue] = []
    for symbol in symbols {
      if client.nestsSymbols {
        result.append(nested(symbol, in: file))
      } else {
        flatten(symbol, nil, in: file, into: &result)
      }
    }
    return result
  }

  private mutating func nested(_ symbol: DocumentSymbol, in file: SourceFile) -> JSONValue {
    var json: JSONObject = [
      "name": .string(symbol.name), "kind": .int(symbol.kind.symbolKind),
      "range": range(file, symbol.span), "selectionRange": range(file, symbol.nameSpan),
    ]
    if !symbol.detail.isEmpty { json["detail"] = .string(symbol.detail) }
    if !symbol.children.isEmpty { json["children"] = .array(symbols(symbol.children, in: file)) }
    return .object(json)
  }

  /// For editors that know no trees.
  private mutating func flatten(
    _ symbol: DocumentSymbol, _ container: String?, in file: SourceFile, into result: inout [JSONValue]
  ) {
    var json: JSONObject = [
      "name": .string(symbol.name), "kind": .int(symbol.kind.symbolKind),
      "location": location(TextRange(file, symbol.span)),
    ]
    if let container { json["containerName"] = .string(container) }
    result.append(.object(json))
    for child in symbol.children { flatten(child, symbol.name, in: file, into: &result) }
  }

  /// Nil when it is on one line. The last line, which closes, stays.
  mutating func fold(_ span: SourceSpan, in file: SourceFile) -> JSONValue? {
    let map = lines(of: file)
    let start = map.position(of: span.start, client.encoding).line
    let end = map.position(of: span.end, client.encoding).line
    return end > start + 1 ? ["startLine": .int(start), "endLine": .int(end - 1)] : nil
  }

  mutating func workspaceEdit(_ edits: [TextEdit], _ versions: [String: Int]) -> JSONValue {
    var sources: [String] = []
    var bySource: [String: [JSONValue]] = [:]
    for edit in edits {
      let source = edit.range.file.name
      if bySource[source] == nil { sources.append(source) }
      bySource[source, default: []].append(
        ["range": range(edit.range.file, edit.range.span), "newText": .string(edit.text)])
    }
    if client.takesDocumentChanges {
      let changes = sources.map { source -> JSONValue in
        let version = versions[source].map { JSONValue.int($0) } ?? .null
        return [
          "textDocument": ["uri": uri(source), "version": version], "edits": .array(bySource[source] ?? []),
        ]
      }
      return ["documentChanges": .array(changes)]
    }
    var changes = JSONObject()
    for source in sources { changes[uri(source).string ?? source] = .array(bySource[source] ?? []) }
    return ["changes": .object(changes)]
  }
}

extension SymbolKind {
  /// Source: LSP 3.17, SymbolKind.
  var symbolKind: Int {
    switch self {
    case .task, .function: 12
    case .workflow: 2
    case .call: 24
    case .variable, .input, .output, .attribute: 13
    case .structure: 23
    case .member: 8
    case .enumeration: 10
    case .choice: 22
    case .namespace, .section: 3
    case .type: 26
    case .keyword: 14
    }
  }

  /// Source: LSP 3.17, CompletionItemKind.
  var completionKind: Int {
    switch self {
    case .task, .function: 3
    case .workflow, .namespace, .section: 9
    case .call: 18
    case .variable: 6
    case .input, .output, .member: 5
    case .structure: 22
    case .enumeration: 13
    case .choice: 20
    case .keyword: 14
    case .type: 7
    case .attribute: 10
    }
  }
}
