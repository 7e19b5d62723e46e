import Testing

@testable import AWSClient

@Suite struct XMLTests {
  private func parse(_ text: String) throws -> XMLElement { try XMLElement.parse(Array(text.utf8)) }

  @Test func elementsTextAndEntitiesAreRead() throws {
    let root = try parse(
      """
      <?xml version="1.0" encoding="UTF-8"?><!-- c --><r xmlns="urn:x" a='>'><n:k>a&amp;&lt;&#233;&#x1F600;</n:k>
      <k><![CDATA[<raw> & ]]></k><empty/><e a="1" /></r>
      """)
    #expect(root.name == "r")
    #expect(root.all("k").map(\.text) == ["a&<é😀", "<raw> & "])
    #expect(root.first("empty")?.text == "")
    #expect(root.children.count == 4)
  }

  @Test(arguments: [
    "", "text", "<a>", "<a></b>", "<a", "<a b>", "<a b=c></a>", "<a>&nbsp;</a>", "<a>&#xFFFFFFFF;</a>", "<a/><b/>",
    "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a><!DOCTYPE b></a>", "<a>&", "<a b=\"", "<a><![CDATA[", "<!--",
    "<a/>x",
  ]) func whatIsMalformedIsRefused(_ text: String) {
    #expect(throws: AWSResponseError.self) { try parse(text) }
  }

  @Test func hostileNestingIsRefused() {
    #expect(throws: AWSResponseError.self) { try parse(String(repeating: "<a>", count: 100_000)) }
  }

  @Test func whatIsWrittenComesBack() throws {
    let root = XMLElement("Delete", [XMLElement("Key", text: "a<b>&\"c\r\n é"), XMLElement("Quiet", text: "true")])
    let bytes = root.document(namespace: "urn:x")
    #expect(try XMLElement.parse(bytes).children == root.children)
  }
}
