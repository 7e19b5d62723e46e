import JSONText
import SourceText

extension LanguageServer {
  /// Takes in what the editor says about documents and folders. What is not known is let go, as the protocol asks.
  func change(_ method: String, _ params: Parameters) throws(ResponseError) {
    switch method {
    case "textDocument/didOpen": try didOpen(params)
    case "textDocument/didChange": try didChange(params)
    case "textDocument/didClose": try didClose(params)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles":
      generation += 1
      checkSoon(first: (try? params.documentURI()).map(DocumentURI.source))
    case "workspace/didChangeWorkspaceFolders": try didChangeFolders(params)
    default: break
    }
  }

  private func didOpen(_ params: Parameters) throws(ResponseError) {
    let item = try params.member("textDocument")
    let document = documents.open(
      uri: try item.string("uri"), languageID: try item.string("languageId"),
      version: Int(try item.member("version").json.int ?? 0), text: try item.string("text"))
    generation += 1
    checkSoon(first: document.source, pausing: false)
  }

  private func didChange(_ params: Parameters) throws(ResponseError) {
    let item = try params.member("textDocument")
    let source = DocumentURI.source(of: try item.string("uri"))
    guard let document = documents[source] else {
      throw ResponseError(.invalidParams, "\(source) is not open")
    }
    var changes: [TextChange] = []
    for change in try params.array("contentChanges") { changes.append(try TextChange(change)) }
    let version = item.optional("version")?.json.int.map { Int($0) } ?? document.version + 1
    documents.change(source, version: version, changes, client.encoding)
    checkSoon(first: source)
  }

  private func didClose(_ params: Parameters) throws(ResponseError) {
    let source = DocumentURI.source(of: try params.documentURI())
    guard let document = documents.close(source) else { throw ResponseError(.invalidParams, "\(source) is not open") }
    generation += 1
    if published.removeValue(forKey: source) != nil {
      send(
        OutgoingMessage.notification(
          "textDocument/publishDiagnostics", ["uri": .string(document.uri), "diagnostics": []]))
    }
    checkSoon(pausing: false)
  }

  private func didChangeFolders(_ params: Parameters) throws(ResponseError) {
    let event = try params.member("event")
    let removed = try event.array("removed").map { $0.json["uri"]?.string.map(DocumentURI.source) }
    let added = try event.array("added").compactMap { $0.json["uri"]?.string.map(DocumentURI.source) }
    client.folders.removeAll { removed.contains($0) }
    client.folders += added.filter { $0.hasPrefix("/") && !client.folders.contains($0) }
  }

  /// Publishes diagnostics that differ from the last ones.
  func publish(_ found: [EditorDiagnostic], of document: OpenDocument) {
    var writer = ProtocolWriter(client: client, documents: documents)
    let params: JSONValue = [
      "uri": .string(document.uri), "version": .int(document.version),
      "diagnostics": .array(found.map { writer.diagnostic($0, settings.explanation) }),
    ]
    guard published[document.source] != params else { return }
    published[document.source] = params
    send(OutgoingMessage.notification("textDocument/publishDiagnostics", params))
  }
}
