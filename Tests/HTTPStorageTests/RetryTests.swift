import AWSClient
import HTTPStorage
import Testing
import WorkflowModel

@Suite struct RetryTests {
  private static let url = "https://host/a.txt"
  private let file = FileReference(url)

  @Test(arguments: [408, 429, 500, 503]) func busyServersAreAskedAgain(_ status: Int) async throws {
    let web = FakeWeb([Self.url: [{ _ in HTTPResponse(status: status) }, { _ in .text("hello") }]])
    #expect(try await web.storage.read(file, limit: 10) == Array("hello".utf8))
    #expect(web.clock.sleeps.count == 1)
  }

  @Test func aServerThatSaysWhenIsAskedThen() async throws {
    let web = FakeWeb([
      Self.url: [{ _ in HTTPResponse(status: 503, fields: ["Retry-After": "7"]) }, { _ in .text("hello") }]
    ])
    _ = try await web.storage.read(file, limit: 10)
    #expect(web.clock.sleeps == [.seconds(7)])
  }

  @Test func lostConnectionsAreTriedAgain() async throws {
    let web = FakeWeb([
      Self.url: [{ _ in throw HTTPTransportError.connectionLost(reason: "reset") }, { _ in .text("hello") }]
    ])
    #expect(try await web.storage.read(file, limit: 10) == Array("hello".utf8))
  }

  @Test func triesEnd() async {
    let down = FakeWeb([Self.url: [{ _ in throw HTTPTransportError.connectFailed(host: "host", reason: "no") }]])
    #expect(await code { _ = try await down.storage.read(file, limit: 10) } == .network)
    #expect(down.asked.count == 3)
    let busy = FakeWeb([Self.url: HTTPResponse(status: 503)])
    #expect(await code { _ = try await busy.storage.read(file, limit: 10) } == .service)
  }

  @Test(arguments: [401, 403]) func refusalsAreFinal(_ status: Int) async {
    let web = FakeWeb([Self.url: HTTPResponse(status: status)])
    #expect(await code { _ = try await web.storage.read(file, limit: 10) } == .accessDenied)
    #expect(web.asked.count == 1)
  }

  @Test(arguments: [
    ("https://other/b?s=1", "https://other/b?s=1"), ("/b", "https://host/b"), ("b", "https://host/x/b"),
    ("../b", "https://host/b"), ("//other/b", "https://other/b"), ("?v=2", "https://host/x/a?v=2"),
  ]) func redirectsAreFollowed(_ location: String, _ target: String) async throws {
    let web = FakeWeb(["https://host/x/a": .redirect(location), target: .text("there")])
    #expect(try await web.storage.read(FileReference("https://host/x/a"), limit: 10) == Array("there".utf8))
  }

  @Test func circlesEnd() async {
    let web = FakeWeb([Self.url: .redirect(Self.url)])
    #expect(await code { _ = try await web.storage.read(file, limit: 10) } == .notReadable)
  }

  @Test func encryptionIsNotGivenUp() async {
    let web = FakeWeb([Self.url: .redirect("http://host/a.txt"), "http://host/a.txt": .text("hello")])
    #expect(await code { _ = try await web.storage.read(file, limit: 10) } == .unsupported)
    #expect(web.asked == ["GET \(Self.url)"])
  }
}
