import AWSClient
import HTTPStorage
import Testing
import WorkflowModel

@Suite struct HTTPStorageTests {
  private static let url = "https://host/a.txt"
  private let file = FileReference(url)

  @Test func theWholeFileIsRead() async throws {
    let web = FakeWeb([Self.url: .text("hello")])
    #expect(try await web.storage.read(file, limit: 5) == Array("hello".utf8))
    #expect(await code { _ = try await web.storage.read(file, limit: 4) } == .notReadable)
  }

  @Test func aBodyWithoutLengthIsHeldToTheLimit() async {
    let web = FakeWeb([Self.url: HTTPResponse(status: 200, body: HTTPResponseBody(Array("hello".utf8)))])
    #expect(await code { _ = try await web.storage.read(file, limit: 4) } == .notReadable)
  }

  @Test func onlyTheEndOfAFileIsAskedFor() async throws {
    let web = FakeWeb([
      Self.url: [
        { $0.request.fields["Range"] == "bytes=-3" ? .text("llo", status: 206) : HTTPResponse(status: 400) },
        { _ in .text("a server without ranges: hello") }, { _ in HTTPResponse(status: 416) },
      ]
    ])
    #expect(try await web.storage.readTail(file, count: 3) == Array("llo".utf8))
    #expect(try await web.storage.readTail(file, count: 3) == Array("llo".utf8))
    #expect(try await web.storage.readTail(file, count: 3) == [])
  }

  @Test func queriesGoOutAsTheyAreWritten() async throws {
    let signed = "https://host/a%20b/c.txt?raw&X-Sig=a/b+c%2F&e="
    let web = FakeWeb([signed: .text("yes")])
    #expect(try await web.storage.read(FileReference(signed + "#part"), limit: 10) == Array("yes".utf8))
  }

  @Test func whatMayNotStandInARequestIsEncoded() async throws {
    let web = FakeWeb(["https://host/a%20b%C3%BC.txt": .text("yes")])
    #expect(try await web.storage.read(FileReference("https://host/a bü.txt"), limit: 10) == Array("yes".utf8))
  }

  @Test func signaturesAreNotShown() async throws {
    let signed = FileReference("https://user:word@host/gone?X-Sig=secret")
    do {
      _ = try await FakeWeb([:] as [String: HTTPResponse]).storage.read(signed, limit: 10)
      Issue.record("nothing was thrown")
    } catch let error as ExecutionError {
      #expect(error.code == .fileNotFound)
      #expect(error.message == "cannot read https://host/gone: there is no such file")
    }
  }

  @Test func aFileIsLookedAtByItsHead() async throws {
    let web = FakeWeb([Self.url: .text("", ["Content-Length": "7", "ETag": "W/\"x1\""])])
    let entry = StorageEntry(reference: file, isFolder: false, size: 7, version: "x1")
    #expect(try await web.storage.look(at: file) == entry)
    #expect(web.asked == ["HEAD \(Self.url)"])
  }

  @Test(arguments: [400, 403, 405, 501]) func whoRefusesHeadIsAskedForAByte(_ status: Int) async throws {
    let web = FakeWeb([
      Self.url: [
        { _ in HTTPResponse(status: status) },
        { _ in .text("x", status: 206, ["Content-Range": "bytes 0-0/123", "ETag": "\"x1\""]) },
      ]
    ])
    let entry = StorageEntry(reference: file, isFolder: false, size: 123, version: "x1")
    #expect(try await web.storage.look(at: file) == entry)
  }

  @Test func anEmptyFileHasNoFirstByte() async throws {
    let web = FakeWeb([
      Self.url: [
        { _ in HTTPResponse(status: 403) }, { _ in HTTPResponse(status: 416, fields: ["Content-Range": "bytes */0"]) },
      ]
    ])
    #expect(try await web.storage.look(at: file)?.size == 0)
  }

  @Test func aSizeThatNobodyTellsIsCounted() async throws {
    let body = { @Sendable in HTTPResponse(status: 200, body: HTTPResponseBody(Array("counted".utf8))) }
    let web = FakeWeb([Self.url: [{ _ in HTTPResponse(status: 200) }, { _ in body() }]])
    #expect(try await web.storage.look(at: file)?.size == 7)
  }

  @Test(arguments: [404, 410]) func whatIsNotThereIsAbsent(_ status: Int) async throws {
    let web = FakeWeb([Self.url: HTTPResponse(status: status)])
    #expect(try await web.storage.look(at: file) == nil)
    #expect(await code { _ = try await web.storage.read(file, limit: 1) } == .fileNotFound)
  }

  @Test func whatHasNotChangedIsNotSentAgain() async throws {
    let web = FakeWeb([
      Self.url: [
        { received in
          received.request.fields["If-None-Match"] == "\"x1\""
            ? HTTPResponse(status: 304) : .text("hello", ["ETag": "\"x1\""])
        }
      ]
    ])
    let first = try await web.storage.content(of: file, limit: 100)
    #expect(first?.bytes == Array("hello".utf8))
    #expect(try await web.storage.content(of: file, limit: 100, unless: first) == nil)
  }

  @Test func theWebIsNotWrittenTo() async {
    let storage = FakeWeb([Self.url: .text("hello")]).storage
    #expect(await code { try await storage.write([], to: file) } == .unsupported)
    #expect(await code { try await storage.upload("/etc/hosts", to: file) } == .unsupported)
    #expect(await code { try await storage.delete(file) } == .unsupported)
    #expect(await code { _ = try await storage.list(file) } == .unsupported)
  }

  @Test func whatIsNoURLIsSaid() async {
    let storage = FakeWeb([Self.url: .text("hello")]).storage
    #expect(await code { _ = try await storage.read(FileReference("https://"), limit: 1) } == .invalidInput)
  }
}
