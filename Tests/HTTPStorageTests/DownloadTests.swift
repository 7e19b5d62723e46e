import AWSClient
import HTTPStorage
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@Suite struct DownloadTests {
  private static let url = "https://host/a.txt"
  private let file = FileReference(url)

  @Test func theFileAppearsWhole() async throws {
    let scratch = try ScratchFolder()
    let web = FakeWeb([Self.url: .text("hello")])
    try await web.storage.download(file, to: scratch.path + "/below/a")
    #expect(try scratch.text(of: "below/a") == "hello")
    #expect(try Disk.filesBelow(scratch.path).count == 1)
  }

  @Test func onlyTheRestIsAskedForAfterALoss() async throws {
    let scratch = try ScratchFolder()
    let web = FakeWeb([
      Self.url: [
        { _ in .cutOff("hel", announced: 5, ["ETag": "\"x1\""]) },
        { _ in .text("lo", status: 206, ["Content-Range": "bytes 3-4/5", "ETag": "\"x1\""]) },
      ]
    ])
    try await web.storage.download(file, to: scratch.path + "/a")
    #expect(try scratch.text(of: "a") == "hello")
    let fields = web.transport.received.last?.request.fields
    #expect(fields?["Range"] == "bytes=3-" && fields?["If-Range"] == "\"x1\"")
  }

  @Test func aFileThatChangedMeanwhileIsHadFromTheBeginning() async throws {
    let scratch = try ScratchFolder()
    let web = FakeWeb([
      Self.url: [
        { _ in .cutOff("hel", announced: 5, ["ETag": "\"x1\""]) }, { _ in .text("new", ["ETag": "\"x2\""]) },
      ]
    ])
    try await web.storage.download(file, to: scratch.path + "/a")
    #expect(try scratch.text(of: "a") == "new")
  }

  @Test func aFileThatBecameShorterIsHadFromTheBeginning() async throws {
    let scratch = try ScratchFolder()
    let web = FakeWeb([
      Self.url: [
        { _ in .cutOff("hel", announced: 5, ["ETag": "\"x1\""]) }, { _ in HTTPResponse(status: 416) },
        { received in received.request.fields["Range"] == nil ? .text("ab") : HTTPResponse(status: 500) },
      ]
    ])
    try await web.storage.download(file, to: scratch.path + "/a")
    #expect(try scratch.text(of: "a") == "ab")
  }

  @Test func withoutAnETagItBeginsAnew() async throws {
    let scratch = try ScratchFolder()
    let web = FakeWeb([Self.url: [{ _ in .cutOff("hel", announced: 5, [:]) }, { _ in .text("world") }]])
    try await web.storage.download(file, to: scratch.path + "/a")
    #expect(try scratch.text(of: "a") == "world")
    #expect(web.transport.received.last?.request.fields["Range"] == nil)
  }

  @Test(arguments: [("Fri, 20 Nov 2026 23:20:00 GMT", true), ("Fri, 20 Nov 2026 23:21:30 GMT", false)])
  func withoutAnETagTheTimeOfTheLastChangeTellsTheFile(_ changed: String, _ isOldEnough: Bool) async throws {
    let scratch = try ScratchFolder()
    let fields: HTTPFields = ["Last-Modified": changed, "Date": "Fri, 20 Nov 2026 23:21:33 GMT"]
    let web = FakeWeb([
      Self.url: [
        { _ in .cutOff("hel", announced: 5, fields) },
        { received in
          received.request.fields["If-Range"] == changed
            ? .text("lo", status: 206, ["Content-Range": "bytes 3-4/5"]) : .text("hello")
        },
      ]
    ])
    try await web.storage.download(file, to: scratch.path + "/a")
    #expect(try scratch.text(of: "a") == "hello")
    #expect((web.transport.received.last?.request.fields["Range"] == "bytes=3-") == isOldEnough)
  }

  @Test func whatGetsOnIsNotGivenUp() async throws {
    let scratch = try ScratchFolder()
    let text = "a long text in many pieces"
    let web = FakeWeb([
      Self.url: [
        { received in
          let range = received.request.fields["Range"]?.dropFirst("bytes=".count).dropLast()
          let start = range.flatMap { Int($0) } ?? 0
          let fields: HTTPFields = [
            "ETag": "\"x1\"", "Content-Range": "bytes \(start)-\(text.count - 1)/\(text.count)",
          ]
          let piece = String(text.dropFirst(start).prefix(2))
          return .cutOff(piece, announced: text.count - start, status: start == 0 ? 200 : 206, fields)
        }
      ]
    ])
    try await web.storage.download(file, to: scratch.path + "/a")
    #expect(try scratch.text(of: "a") == text)
  }

  @Test func aFailedDownloadLeavesNothing() async throws {
    let scratch = try ScratchFolder()
    let web = FakeWeb([Self.url: [{ _ in .cutOff("", announced: 5, [:]) }]])
    #expect(await code { try await web.storage.download(file, to: scratch.path + "/a") } == .network)
    #expect(try Disk.filesBelow(scratch.path).isEmpty)
  }
}
