import JSONText
import LanguageServer
import Testing

/// An editor that talks to a server of the fake language.
final class Conversation: Sendable {
  private let input: AsyncStream<[UInt8]>.Continuation
  private let output: AsyncStream<JSONValue>
  private let status: Task<Int32, Never>

  init(_ service: FakeService = FakeService(), pause: @escaping @Sendable () async throws -> Void = {}) {
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let (said, saying) = AsyncStream.makeStream(of: JSONValue.self)
    input = continuation
    output = said
    let server = LanguageServer(
      services: [service],
      settings: LanguageServer.Settings(name: "fake", version: "1", pause: pause, explanation: { "file:///\($0)" }),
      output: { bytes in
        var reader = FrameReader()
        reader.append(bytes)
        if case .message(let bytes)? = reader.next(), let json = try? JSONParser.parse(bytes) { saying.yield(json) }
      })
    status = Task {
      let status = await server.run(stream)
      saying.finish()
      return status
    }
  }

  func say(_ message: JSONValue) { input.yield(FrameWriter.frame(message)) }

  func sayBytes(_ text: String) { input.yield(Array(text.utf8)) }

  func notify(_ method: String, _ params: JSONValue = .null) {
    say(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  func ask(_ id: JSONValue, _ method: String, _ params: JSONValue = .null) {
    say(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params])
  }

  /// The next thing that the server says.
  func heard() async throws -> JSONValue {
    for await message in output { return message }
    throw Ended()
  }

  struct Ended: Error {}

  /// The answer to a request; what else is said before is let go.
  func answer(to id: JSONValue) async throws -> JSONValue {
    while true {
      let message = try await heard()
      if message["id"] == id, message["method"] == nil { return message }
    }
  }

  /// The parameters of the next notification of that method.
  func notification(_ method: String) async throws -> JSONValue {
    while true {
      let message = try await heard()
      if message["method"]?.string == method { return message["params"] ?? .null }
    }
  }

  /// How the server ends when it hears no more.
  func hangUp() async -> Int32 {
    input.finish()
    return await status.value
  }

  // MARK: what editors say

  @discardableResult
  func initialize(_ capabilities: JSONValue = [:]) async throws -> JSONValue {
    ask(0, "initialize", ["processId": .null, "rootUri": .null, "capabilities": capabilities])
    let answer = try await answer(to: 0)
    notify("initialized", [:])
    return answer["result"] ?? .null
  }

  func open(_ text: String, uri: String = "file:///a.fake", version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": "fake", "version": .int(version), "text": .string(text),
        ]
      ])
  }

  static func place(_ line: Int, _ character: Int, uri: String = "file:///a.fake") -> JSONValue {
    [
      "textDocument": ["uri": .string(uri)],
      "position": ["line": .int(line), "character": .int(character)],
    ]
  }
}
