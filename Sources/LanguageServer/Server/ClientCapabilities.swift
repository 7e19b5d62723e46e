import JSONText

/// What the editor can do. Source: LSP 3.17, InitializeParams.
struct ClientCapabilities {
  var encoding = PositionEncoding.utf16
  var readsMarkdown = false
  var completesMarkdown = false
  var nestsSymbols = false
  var showsRelated = false
  var opensExplanations = false
  var fadesUnnecessary = false
  var watchesFiles = false
  var takesDocumentChanges = false
  /// Absolute paths.
  var folders: [String] = []

  init() {}

  init(_ params: JSONValue) {
    let capabilities = params["capabilities"]
    let offered = capabilities?["general"]?["positionEncodings"]?.array ?? []
    encoding = PositionEncoding.chosen(among: offered.compactMap(\.string))
    let text = capabilities?["textDocument"]
    readsMarkdown = Self.listsMarkdown(text?["hover"]?["contentFormat"])
    completesMarkdown = Self.listsMarkdown(text?["completion"]?["completionItem"]?["documentationFormat"])
    nestsSymbols = text?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.bool ?? false
    showsRelated = text?["publishDiagnostics"]?["relatedInformation"]?.bool ?? false
    opensExplanations = text?["publishDiagnostics"]?["codeDescriptionSupport"]?.bool ?? false
    fadesUnnecessary = text?["publishDiagnostics"]?["tagSupport"] != nil
    let workspace = capabilities?["workspace"]
    watchesFiles = workspace?["didChangeWatchedFiles"]?["dynamicRegistration"]?.bool ?? false
    takesDocumentChanges = workspace?["workspaceEdit"]?["documentChanges"]?.bool ?? false
    folders = Self.folders(params)
  }

  private static func listsMarkdown(_ formats: JSONValue?) -> Bool {
    formats?.array?.contains("markdown") ?? false
  }

  private static func folders(_ params: JSONValue) -> [String] {
    if let folders = params["workspaceFolders"]?.array {
      return folders.compactMap { $0["uri"]?.string }.map(DocumentURI.source).filter { $0.hasPrefix("/") }
    }
    if let root = params["rootUri"]?.string { return [DocumentURI.source(of: root)].filter { $0.hasPrefix("/") } }
    return params["rootPath"]?.string.map { [$0] }?.filter { $0.hasPrefix("/") } ?? []
  }
}
