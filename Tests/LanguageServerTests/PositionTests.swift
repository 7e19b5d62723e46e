import LanguageServer
import Testing

@Suite struct PositionTests {
  /// One, two, three and four bytes of UTF-8; the last is two code units of UTF-16.
  private let text = Array("aä€𝄞b\nnext".utf8)

  @Test(arguments: [
    (PositionEncoding.utf8, [0, 1, 3, 6, 10, 11]), (.utf16, [0, 1, 2, 3, 5, 6]), (.utf32, [0, 1, 2, 3, 4, 5]),
  ])
  func charactersAreCountedAsAgreed(_ encoding: PositionEncoding, _ characters: [Int]) {
    let lines = LineMap(text)
    for (offset, character) in zip([0, 1, 3, 6, 10, 11], characters) {
      let position = TextPosition(line: 0, character: character)
      #expect(lines.position(of: offset, encoding) == position)
      #expect(lines.offset(of: position, encoding) == offset)
    }
    #expect(lines.offset(of: TextPosition(line: 1, character: 2), encoding) == 14)
  }

  @Test func aPositionWithinACharacterIsItsBeginning() {
    let lines = LineMap(text)
    #expect(lines.offset(of: TextPosition(line: 0, character: 4), .utf16) == 6)
    #expect(lines.offset(of: TextPosition(line: 0, character: 8), .utf8) == 6)
  }

  @Test(arguments: PositionEncoding.allCases) func beyondTheEndIsTheEnd(_ encoding: PositionEncoding) {
    let lines = LineMap(text)
    #expect(lines.offset(of: TextPosition(line: 0, character: 99), encoding) == 11)
    #expect(lines.offset(of: TextPosition(line: 9, character: 0), encoding) == text.count)
    #expect(lines.offset(of: TextPosition(line: 1, character: .max), encoding) == text.count)
  }

  @Test func everyKindOfLineEndEndsALine() {
    let lines = LineMap(Array("a\r\nb\rc\nd".utf8))
    #expect((0...3).map { lines.offset(of: TextPosition(line: $0, character: 0), .utf16) } == [0, 3, 5, 7])
    #expect(lines.offset(of: TextPosition(line: 0, character: 5), .utf16) == 1)
  }

  @Test func addressesAndPathsAreTurnedIntoEachOther() {
    #expect(DocumentURI.source(of: "file:///a%20b/%C3%A4.wdl") == "/a b/ä.wdl")
    #expect(DocumentURI.uri(of: "/a b/ä.wdl") == "file:///a%20b/%C3%A4.wdl")
    #expect(DocumentURI.source(of: "untitled:Untitled-1") == "untitled:Untitled-1")
    #expect(DocumentURI.source(of: "file://localhost/a.wdl") == "/a.wdl")
    #expect(DocumentURI.source(of: "file:///a%2") == "/a%2")
    #expect(DocumentURI.uri(of: "https://example.org/a.wdl") == "https://example.org/a.wdl")
  }
}
