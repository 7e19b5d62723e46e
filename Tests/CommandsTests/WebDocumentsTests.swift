import AWSClient
import Commands
import HTTPStorage
import Synchronization
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@Suite struct WebDocumentsTests {
  private let file = FileReference("https://host/a.wdl?token=1")

  /// Answers with a text and its ETag; without a text it cannot be reached.
  private func web(_ text: String?) -> InMemoryTransport {
    InMemoryTransport { received in
      guard let text else { throw HTTPTransportError.connectFailed(host: "host", reason: "down") }
      let tag = "\"\(text)\""
      if received.request.fields["If-None-Match"] == tag { return HTTPResponse(status: 304) }
      return HTTPResponse(status: 200, fields: ["ETag": tag], body: HTTPResponseBody(Array(text.utf8)))
    }
  }

  private func documents(
    _ transport: InMemoryTransport, _ shelf: DocumentShelf?, warn: @escaping @Sendable (String) -> Void = { _ in }
  ) -> WebDocuments {
    WebDocuments(shelf: shelf, warn: warn) { HTTPStorage(WebClient(transport, retry: .never)) }
  }

  private func text(_ documents: WebDocuments) async throws -> String {
    String(decoding: try await documents.read(file, limit: 100), as: UTF8.self)
  }

  @Test func eachDocumentIsAskedForOnce() async throws {
    let web = web("one")
    let documents = documents(web, nil)
    #expect(try await documents.look(at: file)?.size == 3)
    #expect(try await text(documents) == "one")
    #expect(web.received.count == 1)
  }

  @Test func whatHasNotChangedIsTakenFromTheShelf() async throws {
    let scratch = try ScratchFolder()
    let shelf = DocumentShelf(folder: scratch.path + "/shelf")
    let web = web("one")
    #expect(try await text(documents(web, shelf)) == "one")
    #expect(try await text(documents(web, shelf)) == "one")
    #expect(web.received.map { $0.request.fields["If-None-Match"] } == [nil, "\"one\""])
  }

  @Test func whatHasChangedIsReplaced() async throws {
    let scratch = try ScratchFolder()
    let shelf = DocumentShelf(folder: scratch.path)
    #expect(try await text(documents(web("one"), shelf)) == "one")
    #expect(try await text(documents(web("two"), shelf)) == "two")
    #expect(shelf.copy(of: file.location)?.bytes == Array("two".utf8))
  }

  @Test func aCopyStepsInForASilentServer() async throws {
    let scratch = try ScratchFolder()
    let shelf = DocumentShelf(folder: scratch.path)
    #expect(try await text(documents(web("one"), shelf)) == "one")
    let warnings = WarningList()
    #expect(try await text(documents(web(nil), shelf) { warnings.add($0) }) == "one")
    #expect(warnings.all.count == 1)
    #expect(!(warnings.all.first ?? "").contains("token"))
  }

  @Test func withoutACopyASilentServerIsAnError() async throws {
    let scratch = try ScratchFolder()
    let documents = documents(web(nil), DocumentShelf(folder: scratch.path))
    await #expect(throws: ExecutionError.self) { try await text(documents) }
  }

  @Test func whatIsGoneIsAbsentThoughACopyIsThere() async throws {
    let scratch = try ScratchFolder()
    let shelf = DocumentShelf(folder: scratch.path)
    #expect(try await text(documents(web("one"), shelf)) == "one")
    let gone = documents(InMemoryTransport { _ in HTTPResponse(status: 404) }, shelf)
    #expect(try await gone.look(at: file) == nil)
  }

  @Test func aBrokenCopyIsNoCopy() async throws {
    let scratch = try ScratchFolder()
    let shelf = DocumentShelf(folder: scratch.path)
    try shelf.keep(WebContent(bytes: Array("\n\nx\n\n".utf8), eTag: nil, lastModified: "then"), of: file.location)
    let copy = try #require(shelf.copy(of: file.location))
    #expect(copy == WebContent(bytes: Array("\n\nx\n\n".utf8), eTag: nil, lastModified: "then"))
    let path = try #require(try Disk.filesBelow(scratch.path).first?.path)
    for broken in ["", "other 1\n\n\n\nx", "martlet-document 1\n"] {
      try Disk.write(Array(broken.utf8), to: path)
      #expect(shelf.copy(of: file.location) == nil)
    }
  }
}

private final class WarningList: Sendable {
  private let list = Mutex<[String]>([])
  var all: [String] { list.withLock { $0 } }
  func add(_ text: String) { list.withLock { $0.append(text) } }
}
