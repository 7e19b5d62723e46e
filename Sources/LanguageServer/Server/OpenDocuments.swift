import SourceText

/// A document as the editor has it.
struct OpenDocument: Sendable {
  /// As the editor spells it.
  let uri: String
  /// Its path, or the URI where it has none.
  let source: String
  let languageID: String
  var version: Int
  var file: SourceFile
}

/// The documents that the editor has open.
struct OpenDocuments {
  /// By path or URL.
  private(set) var documents: [String: OpenDocument] = [:]
  /// In the order of opening.
  private(set) var order: [String] = []

  subscript(_ source: String) -> OpenDocument? { documents[source] }

  mutating func open(uri: String, languageID: String, version: Int, text: String) -> OpenDocument {
    let source = DocumentURI.source(of: uri)
    let document = OpenDocument(
      uri: uri, source: source, languageID: languageID, version: version, file: SourceFile(name: source, text: text))
    if documents.updateValue(document, forKey: source) == nil { order.append(source) }
    return document
  }

  mutating func change(_ source: String, version: Int, _ changes: [TextChange], _ encoding: PositionEncoding) {
    guard var document = documents[source] else { return }
    var bytes = document.file.bytes
    for change in changes { bytes = change.applied(to: bytes, encoding) }
    document.file = SourceFile(name: source, bytes: bytes)
    document.version = version
    documents[source] = document
  }

  mutating func close(_ source: String) -> OpenDocument? {
    order.removeAll { $0 == source }
    return documents.removeValue(forKey: source)
  }

  var files: [String: SourceFile] { documents.mapValues(\.file) }
}
