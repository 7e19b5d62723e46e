/// An element of the plain XML that S3 and STS speak: elements and text, no mixtures that matter.
package struct XMLElement: Hashable, Sendable {
  /// Without a namespace prefix.
  package var name: String
  package var children: [XMLElement]
  /// The text directly inside, entities resolved.
  package var text: String

  package init(_ name: String, _ children: [XMLElement] = []) {
    self.name = name
    self.children = children
    text = ""
  }

  package init(_ name: String, text: String) {
    self.name = name
    children = []
    self.text = text
  }

  /// - Throws: ``AWSResponseError``. Declarations of types and entities are refused; nesting is limited.
  package static func parse(_ bytes: [UInt8]) throws(AWSResponseError) -> XMLElement {
    var parser = XMLParser(bytes)
    return try parser.document()
  }

  /// The first child of that name.
  package func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The text of the first child of that name.
  package func text(_ name: String) -> String? { first(name)?.text }

  /// - Throws: ``AWSResponseError`` when there is no such child.
  package func required(_ name: String) throws(AWSResponseError) -> String {
    guard let text = text(name) else { throw AWSResponseError("`\(self.name)` has no `\(name)`") }
    return text
  }

  /// As a document, with `namespace` on the root.
  package func document(namespace: String) -> [UInt8] {
    var text = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(name) xmlns=\"\(namespace)\">".utf8)
    writeContent(into: &text)
    return text
  }

  private func writeContent(into bytes: inout [UInt8]) {
    Self.escape(text, into: &bytes)
    for child in children {
      bytes += Array("<\(child.name)>".utf8)
      child.writeContent(into: &bytes)
    }
    bytes += Array("</\(name)>".utf8)
  }

  private static func escape(_ text: String, into bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      case UInt8(ascii: "\r"): bytes += Array("&#13;".utf8)
      default: bytes.append(byte)
      }
    }
  }
}
