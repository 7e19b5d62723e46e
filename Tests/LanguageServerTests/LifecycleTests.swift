import JSONText
import LanguageServer
import Testing

@Suite struct LifecycleTests {
  @Test func theServerSaysWhatItCanDo() async throws {
    let editor = Conversation()
    let result = try await editor.initialize()
    #expect(result["serverInfo"]?["name"] == "fake")
    let capabilities = result["capabilities"]
    #expect(capabilities?["positionEncoding"] == "utf-16")
    #expect(capabilities?["hoverProvider"] == true)
    #expect(capabilities?["renameProvider"]?["prepareProvider"] == true)
    #expect(capabilities?["completionProvider"]?["triggerCharacters"] == ["."])
  }

  @Test func theEncodingIsThatOfTheEditorWhenItKnowsUTF8() async throws {
    let result = try await Conversation().initialize(["general": ["positionEncodings": ["utf-16", "utf-8"]]])
    #expect(result["capabilities"]?["positionEncoding"] == "utf-8")
  }

  @Test func nothingIsAnsweredBeforeInitialize() async throws {
    let editor = Conversation()
    editor.ask(1, "textDocument/hover", Conversation.place(0, 0))
    #expect(try await editor.answer(to: 1)["error"]?["code"] == -32002)
    editor.open("bad")
    try await editor.initialize()
    editor.ask(2, "textDocument/hover", Conversation.place(0, 0))
    #expect(try await editor.answer(to: 2)["error"]?["code"] == -32602)
  }

  @Test func theProgramEndsWellAfterShutdownOnly() async throws {
    let editor = Conversation()
    try await editor.initialize()
    editor.ask(1, "shutdown")
    #expect(try await editor.answer(to: 1)["result"] == JSONValue.null)
    editor.ask(2, "textDocument/hover", Conversation.place(0, 0))
    #expect(try await editor.answer(to: 2)["error"]?["code"] == -32600)
    editor.notify("exit")
    #expect(await editor.hangUp() == 0)

    let other = Conversation()
    try await other.initialize()
    other.notify("exit")
    #expect(await other.hangUp() == 1)
    #expect(await Conversation().hangUp() == 1)
  }

  @Test func initializingTwiceIsRefused() async throws {
    let editor = Conversation()
    try await editor.initialize()
    editor.ask("two", "initialize", ["capabilities": [:]])
    #expect(try await editor.answer(to: "two")["error"]?["code"] == -32600)
  }

  @Test func unknownRequestsAreRefusedAndUnknownNotificationsLetGo() async throws {
    let editor = Conversation()
    try await editor.initialize()
    editor.notify("$/unknown", ["a": 1])
    editor.notify("workspace/unknown")
    editor.ask(1, "textDocument/unknown", [:])
    let error = try await editor.answer(to: 1)["error"]
    #expect(error?["code"] == -32601)
    #expect(error?["message"]?.string?.contains("textDocument/unknown") == true)
  }

  private static let badMessages: [(String, Int)] = [
    ("{", -32700), ("[]", -32600), ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"x\"}", -32600),
    ("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600), ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}", -32600),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600), ("\u{0}", -32700),
  ]

  @Test(arguments: badMessages)
  func badMessagesAreAnsweredAndOutlived(_ text: String, _ code: Int) async throws {
    let editor = Conversation()
    editor.sayBytes("Content-Length: \(text.utf8.count)\r\n\r\n\(text)")
    #expect(try await editor.heard()["error"]?["code"] == .int(code))
    editor.sayBytes("nonsense\r\n\r\n")
    #expect(try await editor.heard()["error"]?["code"] == -32700)
    try await editor.initialize()
  }

  private static let wrongParameters: [(String, JSONValue)] = [
    ("textDocument/hover", .null),
    ("textDocument/hover", ["textDocument": 1]),
    ("textDocument/hover", ["textDocument": ["uri": "file:///a.fake"]]),
    (
      "textDocument/hover",
      ["textDocument": ["uri": "file:///a.fake"], "position": ["line": -1, "character": 0]]
    ),
    (
      "textDocument/hover",
      ["textDocument": ["uri": "file:///a.fake"], "position": ["line": "0", "character": 0]]
    ),
    ("textDocument/hover", Conversation.place(0, 0, uri: "file:///other.fake")),
    ("textDocument/rename", Conversation.place(0, 0)),
  ]

  @Test(arguments: wrongParameters)
  func wrongParametersAreSaid(_ method: String, _ params: JSONValue) async throws {
    let editor = Conversation()
    try await editor.initialize()
    editor.open("one")
    editor.ask(1, method, params)
    let error = try await editor.answer(to: 1)["error"]
    #expect(error?["code"] == -32602)
    #expect(error?["message"]?.string?.isEmpty == false)
  }

  @Test func aRequestIsCancelledAtOnceWhateverItDoes() async throws {
    let gate = Gate()
    let editor = Conversation(FakeService(gate: gate))
    try await editor.initialize()
    editor.open("one")
    editor.ask(1, "textDocument/hover", Conversation.place(0, 0))
    editor.ask(2, "textDocument/definition", Conversation.place(0, 0))
    // A slow request holds up no other.
    _ = try await editor.answer(to: 2)
    editor.notify("$/cancelRequest", ["id": 1])
    #expect(try await editor.answer(to: 1)["error"]?["code"] == -32800)
    gate.open()
    editor.notify("$/cancelRequest", ["id": 1])
    editor.ask(3, "textDocument/hover", Conversation.place(0, 0))
    #expect(try await editor.answer(to: 3)["result"]?["contents"]?["value"]?.string?.contains("one") == true)
  }
}
