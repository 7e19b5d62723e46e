import Testing

@testable import Server

@Suite struct MultipartTests {
  private static let body = """
    preamble\r
    --b0\r
    Content-Disposition: form-data; name="workflowSource"; filename="a;b.wdl"\r
    Content-Type: text/plain\r
    \r
    version 1.0\r
    --b\r
    \r
    --b0\r
    content-disposition: form-data; name=empty\r
    \r
    \r
    --b0--\r
    epilogue
    """

  private func read(_ body: [UInt8], pieces: Int) throws -> (parts: [(head: String, text: String)], isComplete: Bool) {
    var reader = MultipartReader(boundary: "b0")
    var parts: [(head: String, text: String)] = []
    for start in stride(from: 0, to: body.count, by: pieces) {
      for piece in try reader.feed(Array(body[start..<min(start + pieces, body.count)])) {
        switch piece {
        case .head(let headers): parts.append((headers["content-disposition"] ?? "", ""))
        case .bytes(let bytes): parts[parts.count - 1].text += String(decoding: bytes, as: UTF8.self)
        }
      }
    }
    return (parts, reader.isComplete)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 10_000]) func partsAreTheSameHoweverTheyComeIn(_ pieces: Int) throws {
    let (parts, isComplete) = try read(Array(Self.body.utf8), pieces: pieces)
    #expect(isComplete)
    #expect(parts.map(\.text) == ["version 1.0\r\n--b\r\n", ""])
    #expect(parts.map { HeaderParameters($0.head)["name"] } == ["workflowSource", "empty"])
    #expect(HeaderParameters(parts[0].head)["filename"] == "a;b.wdl")
  }

  @Test func aBodyThatIsCutOffIsNotComplete() throws {
    let bytes = Array(Self.body.utf8)
    let isComplete = try read(Array(bytes[..<(bytes.count - 20)]), pieces: 16).isComplete
    #expect(!isComplete)
  }

  @Test func whatIsNoHeaderIsRefused() {
    #expect(throws: ServerError.self) { try read(Array("--b0\r\nhello\r\n\r\nx\r\n--b0--".utf8), pieces: 100) }
  }

  @Test func headersHaveAnEnd() {
    let body = Array("--b0\r\na: ".utf8) + [UInt8](repeating: 0x61, count: 20_000)
    #expect(throws: ServerError.self) { try read(body, pieces: 1_000) }
  }

  @Test(arguments: [
    ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data;boundary=\"a b\"", "a b"),
    ("multipart/form-data", nil), ("application/json", nil), ("multipart/form-data; boundary=", nil),
  ])
  func theBoundaryIsInTheType(_ type: String, _ boundary: String?) {
    #expect(MultipartForm.boundary(of: type) == boundary)
  }
}
