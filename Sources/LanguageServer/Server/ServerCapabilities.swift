import JSONText

/// What the server can do. Source: LSP 3.17, InitializeResult.
enum ServerCapabilities {
  static func json(_ encoding: PositionEncoding, triggers: [String]) -> JSONValue {
    [
      "positionEncoding": .string(encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "hoverProvider": true,
      "definitionProvider": true,
      "referencesProvider": true,
      "documentHighlightProvider": true,
      "documentSymbolProvider": true,
      "foldingRangeProvider": true,
      "documentFormattingProvider": true,
      "completionProvider": ["triggerCharacters": .array(triggers.map { .string($0) })],
      "renameProvider": ["prepareProvider": true],
      "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
    ]
  }

  /// Asks to be told of files that change: the extensions are those of the languages.
  static func fileWatching(_ extensions: [String]) -> JSONValue {
    let watchers = extensions.map { JSONValue.object(["globPattern": .string("**/*.\($0)")]) }
    return [
      "registrations": [
        [
          "id": "files", "method": "workspace/didChangeWatchedFiles",
          "registerOptions": ["watchers": .array(watchers)],
        ]
      ]
    ]
  }
}
