import JSONText
import SourceText

extension LanguageServer {
  typealias Query = @Sendable () async throws -> JSONValue

  /// What answers a request about the documents as they are now.
  ///
  /// - Throws: when there is no such request, or its parameters are wrong.
  func query(_ method: String, _ params: Parameters) throws(ResponseError) -> Query {
    switch method {
    case "textDocument/hover": return try hover(params)
    case "textDocument/definition": return try definition(params)
    case "textDocument/references": return try references(params)
    case "textDocument/documentHighlight": return try highlights(params)
    case "textDocument/documentSymbol": return try symbols(params)
    case "textDocument/foldingRange": return try folds(params)
    case "textDocument/completion": return try completion(params)
    case "textDocument/prepareRename": return try prepareRename(params)
    case "textDocument/rename": return try rename(params)
    case "textDocument/formatting": return try formatting(params)
    default: throw ResponseError(.methodNotFound, "there is no request `\(method)`")
    }
  }

  /// A request's document with its service. Nil for a document of no known language.
  ///
  /// - Throws: when it is not open.
  private func subject(
    _ params: Parameters
  ) throws(ResponseError) -> (document: OpenDocument, service: any LanguageService, place: DocumentPlace)? {
    let source = DocumentURI.source(of: try params.documentURI())
    guard let document = documents[source] else { throw ResponseError(.invalidParams, "\(source) is not open") }
    guard let service = service(of: document) else { return nil }
    var offset = 0
    if let position = params.optional("position") {
      offset = LineMap(document.file.bytes).offset(of: try position.position(), client.encoding)
    }
    return (document, service, DocumentPlace(source, offset))
  }

  /// The same for requests about a place.
  private func placed(
    _ params: Parameters
  ) throws(ResponseError) -> (document: OpenDocument, service: any LanguageService, place: DocumentPlace)? {
    _ = try params.member("position").position()
    return try subject(params)
  }

  private static let nothing: Query = { .null }

  // MARK: names

  private func hover(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (document, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      guard let hover = try await service.hover(at: place, in: workspace) else { return .null }
      var writer = writer
      return writer.hover(hover, in: document.file, language: document.languageID)
    }
  }

  private func definition(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (_, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      var writer = writer
      return writer.locations(try await service.definitions(at: place, in: workspace))
    }
  }

  private func references(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (_, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    let isWhole = params.optional("context")?.json["includeDeclaration"]?.bool ?? true
    return {
      var writer = writer
      return writer.locations(
        try await service.references(at: place, includingDeclaration: isWhole, in: workspace))
    }
  }

  private func highlights(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (document, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      var writer = writer
      let ranges = try await service.highlights(at: place, in: workspace)
      return .array(ranges.map { ["range": writer.range(document.file, $0.span)] })
    }
  }

  private func completion(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (_, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      let found = try await service.completions(at: place, in: workspace)
      return ["isIncomplete": false, "items": .array(found.map(writer.completion))]
    }
  }

  // MARK: renaming

  private func prepareRename(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (document, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      var writer = writer
      let target = try await service.renameTarget(at: place, in: workspace)
      return [
        "range": writer.range(document.file, target.span), "placeholder": .string(target.file.text(target.span)),
      ]
    }
  }

  private func rename(_ params: Parameters) throws(ResponseError) -> Query {
    let name = try params.string("newName")
    guard let (_, service, place) = try placed(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    let versions = documents.documents.mapValues(\.version)
    return {
      var writer = writer
      return writer.workspaceEdit(try await service.rename(at: place, to: name, in: workspace), versions)
    }
  }

  // MARK: documents

  private func symbols(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (document, service, _) = try subject(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      var writer = writer
      let symbols = try await service.symbols(of: document.source, in: workspace)
      return .array(writer.symbols(symbols, in: document.file))
    }
  }

  private func folds(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (document, service, _) = try subject(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      var writer = writer
      let folds = try await service.folds(of: document.source, in: workspace)
      return .array(folds.compactMap { writer.fold($0, in: document.file) })
    }
  }

  private func formatting(_ params: Parameters) throws(ResponseError) -> Query {
    guard let (document, service, _) = try subject(params) else { return Self.nothing }
    let (workspace, writer) = (workspace, ProtocolWriter(client: client, documents: documents))
    return {
      var writer = writer
      guard let text = try await service.formatted(document.source, in: workspace) else { return [] }
      let whole = SourceSpan(0, document.file.bytes.count)
      return [["range": writer.range(document.file, whole), "newText": .string(text)]]
    }
  }
}
