import JSONText
import LanguageServer
import Testing

@Suite struct DocumentTests {
  private func opened(_ text: String, _ capabilities: JSONValue = [:]) async throws -> Conversation {
    let editor = Conversation()
    try await editor.initialize(capabilities)
    editor.open(text)
    return editor
  }

  private func change(_ editor: Conversation, _ version: Int, _ changes: JSONValue...) {
    editor.notify(
      "textDocument/didChange",
      ["textDocument": ["uri": "file:///a.fake", "version": .int(version)], "contentChanges": .array(changes)])
  }

  private func range(_ start: (Int, Int), _ end: (Int, Int)) -> JSONValue {
    [
      "start": ["line": .int(start.0), "character": .int(start.1)],
      "end": ["line": .int(end.0), "character": .int(end.1)],
    ]
  }

  @Test func diagnosticsAreSaidWithCodePlaceHelpAndExplanation() async throws {
    let editor = try await opened(
      "𝄞 bad", ["textDocument": ["publishDiagnostics": ["codeDescriptionSupport": true]]])
    let params = try await editor.notification("textDocument/publishDiagnostics")
    #expect(params["uri"] == "file:///a.fake")
    #expect(params["version"] == 1)
    let diagnostic = params["diagnostics"]?.array?.first
    #expect(diagnostic?["range"] == range((0, 3), (0, 6)))
    #expect(diagnostic?["severity"] == 1)
    #expect(diagnostic?["code"] == "fake.bad")
    #expect(diagnostic?["message"] == "this is bad\nhelp: make it good")
    #expect(diagnostic?["codeDescription"]?["href"] == "file:///fake.bad")
  }

  @Test func changesOfPartsAndOfTheWholeAreTakenIn() async throws {
    let editor = try await opened("one 𝄞 two\n")
    _ = try await editor.notification("textDocument/publishDiagnostics")
    change(
      editor, 2, ["range": range((0, 7), (0, 10)), "text": "bad"], ["range": range((1, 0), (1, 0)), "text": "bad"])
    let params = try await editor.notification("textDocument/publishDiagnostics")
    #expect(params["version"] == 2)
    #expect(params["diagnostics"]?.array?.map { $0["range"] } == [range((0, 7), (0, 10)), range((1, 0), (1, 3))])
    change(editor, 3, ["text": "fine"])
    #expect(try await editor.notification("textDocument/publishDiagnostics")["diagnostics"] == [])
  }

  @Test func closingADocumentTakesItsDiagnosticsAway() async throws {
    let editor = try await opened("bad")
    _ = try await editor.notification("textDocument/publishDiagnostics")
    editor.notify("textDocument/didClose", ["textDocument": ["uri": "file:///a.fake"]])
    #expect(try await editor.notification("textDocument/publishDiagnostics")["diagnostics"] == [])
    editor.ask(1, "textDocument/hover", Conversation.place(0, 0))
    #expect(try await editor.answer(to: 1)["error"]?["code"] == -32602)
  }

  @Test func changesOfWhatIsNotOpenAreLoggedAndLetGo() async throws {
    let editor = try await opened("fine")
    editor.notify(
      "textDocument/didChange",
      ["textDocument": ["uri": "file:///b.fake", "version": 1], "contentChanges": [["text": "x"]]])
    let params = try await editor.notification("window/logMessage")
    #expect(params["message"]?.string?.contains("/b.fake is not open") == true)
  }

  @Test func aDocumentOfNoKnownLanguageHasNoAnswers() async throws {
    let editor = Conversation()
    try await editor.initialize()
    editor.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": "file:///a.txt", "languageId": "plaintext", "version": 1, "text": "bad"]])
    editor.ask(1, "textDocument/hover", Conversation.place(0, 0, uri: "file:///a.txt"))
    #expect(try await editor.answer(to: 1)["result"] == JSONValue.null)
  }

  @Test func placesAreWhatTheServiceSays() async throws {
    let editor = try await opened("a 𝄞𝄞 b\na")
    editor.ask(1, "textDocument/references", Conversation.place(1, 0))
    let found = try await editor.answer(to: 1)["result"]?.array
    #expect(found?.map { $0["range"] } == [range((0, 0), (0, 1)), range((1, 0), (1, 1))])
    editor.ask(2, "textDocument/definition", Conversation.place(1, 1))
    #expect(try await editor.answer(to: 2)["result"]?.array?.count == 1)
    editor.ask(3, "textDocument/documentHighlight", Conversation.place(0, 7))
    #expect(try await editor.answer(to: 3)["result"]?.array?.map { $0["range"] } == [range((0, 7), (0, 8))])
  }

  @Test func hoversAreMarkdownWhereTheEditorReadsIt() async throws {
    let plain = try await opened("one")
    plain.ask(1, "textDocument/hover", Conversation.place(0, 1))
    #expect(
      try await plain.answer(to: 1)["result"]?["contents"] == ["kind": "plaintext", "value": "one\n\na word"])
    let rich = try await opened("one", ["textDocument": ["hover": ["contentFormat": ["markdown", "plaintext"]]]])
    rich.ask(1, "textDocument/hover", Conversation.place(0, 1))
    #expect(
      try await rich.answer(to: 1)["result"]?["contents"]
        == ["kind": "markdown", "value": "```fake\none\n```\n\na word"])
  }

  @Test func symbolsAreATreeOrAListAsTheEditorWants() async throws {
    let flat = try await opened("one")
    flat.ask(1, "textDocument/documentSymbol", ["textDocument": ["uri": "file:///a.fake"]])
    #expect(try await flat.answer(to: 1)["result"]?.array?.first?["location"]?["uri"] == "file:///a.fake")
    let tree = try await opened(
      "one", ["textDocument": ["documentSymbol": ["hierarchicalDocumentSymbolSupport": true]]])
    tree.ask(1, "textDocument/documentSymbol", ["textDocument": ["uri": "file:///a.fake"]])
    #expect(try await tree.answer(to: 1)["result"]?.array?.first?["selectionRange"] == range((0, 0), (0, 3)))
  }

  @Test func renamingGivesChangesOrSaysWhyNot() async throws {
    let editor = try await opened("a b a")
    editor.ask(1, "textDocument/prepareRename", Conversation.place(0, 4))
    #expect(try await editor.answer(to: 1)["result"]?["placeholder"] == "a")
    guard case .object(var params) = Conversation.place(0, 0) else { return }
    params["newName"] = "c"
    editor.ask(2, "textDocument/rename", .object(params))
    let changes = try await editor.answer(to: 2)["result"]?["changes"]?["file:///a.fake"]?.array
    #expect(changes?.map { $0["range"] } == [range((0, 0), (0, 1)), range((0, 4), (0, 5))])
    editor.open(" ", uri: "file:///b.fake")
    editor.ask(3, "textDocument/prepareRename", Conversation.place(0, 0, uri: "file:///b.fake"))
    let error = try await editor.answer(to: 3)["error"]
    #expect(error?["code"] == -32803)
    #expect(error?["message"] == "there is no word here")
  }

  @Test func formattingReplacesTheWhole() async throws {
    let editor = try await opened("a b\n𝄞")
    editor.ask(1, "textDocument/formatting", ["textDocument": ["uri": "file:///a.fake"], "options": [:]])
    let edits = try await editor.answer(to: 1)["result"]
    #expect(edits == [["range": range((0, 0), (1, 2)), "newText": "a\nb\n𝄞\n"]])
  }

  @Test func completionsAndFoldsAreWritten() async throws {
    let editor = try await opened("a\nb\nc\nd")
    editor.ask(1, "textDocument/completion", Conversation.place(0, 0))
    let item = try await editor.answer(to: 1)["result"]?["items"]?.array?.first
    #expect(item?["label"] == "word")
    #expect(item?["insertText"] == "word ")
    editor.ask(2, "textDocument/foldingRange", ["textDocument": ["uri": "file:///a.fake"]])
    #expect(try await editor.answer(to: 2)["result"] == [["startLine": 0, "endLine": 2]])
  }

  @Test func documentsAreCheckedWhenTheyAreLeftAlone() async throws {
    let gate = Gate()
    let editor = Conversation(pause: {
      await gate.wait()
      try Task.checkCancellation()
    })
    try await editor.initialize()
    editor.open("fine")
    #expect(try await editor.notification("textDocument/publishDiagnostics")["version"] == 1)
    for version in 2...4 { change(editor, version, ["text": "bad"]) }
    editor.ask(1, "textDocument/hover", Conversation.place(0, 0))
    // Nothing was published while the document changed.
    #expect(try await editor.heard()["id"] == 1)
    gate.open()
    #expect(try await editor.notification("textDocument/publishDiagnostics")["version"] == 4)
  }
}
