/// Reads XML without types, entities of its own or attributes that matter; safe on whatever a server sends.
struct XMLParser {
  private let bytes: [UInt8]
  private var place = 0

  private static let depthLimit = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The root element; anything but comments and space after it is an error.
  mutating func document() throws(AWSResponseError) -> XMLElement {
    try skipMisc()
    guard peek == UInt8(ascii: "<") else { throw error("expected an element") }
    let root = try element(depth: 1)
    try skipMisc()
    guard place == bytes.count else { throw error("unexpected text after the root element") }
    return root
  }

  private func error(_ message: String) -> AWSResponseError {
    AWSResponseError("invalid XML at byte \(place): \(message)")
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func isAt(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return place + count <= bytes.count && (0..<count).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private mutating func skipSpace() {
    while let byte = peek, Self.isSpace(byte) { place += 1 }
  }

  /// Space, comments, declarations and processing instructions.
  private mutating func skipMisc() throws(AWSResponseError) {
    while true {
      skipSpace()
      if isAt("<?") {
        try skip(past: "?>")
      } else if isAt("<!--") {
        try skip(past: "-->")
      } else if isAt("<!") {
        throw error("a document type is not accepted")
      } else {
        return
      }
    }
  }

  private mutating func skip(past end: StaticString) throws(AWSResponseError) {
    while place < bytes.count {
      if isAt(end) {
        place += end.utf8CodeUnitCount
        return
      }
      place += 1
    }
    throw error("the text ends too early")
  }

  private mutating func element(depth: Int) throws(AWSResponseError) -> XMLElement {
    guard depth <= Self.depthLimit else { throw error("nested more than \(Self.depthLimit) levels deep") }
    place += 1
    let fullName = try name()
    if try skipAttributes() { return XMLElement(local(fullName)) }
    var element = XMLElement(local(fullName))
    var text: [UInt8] = []
    while let byte = peek {
      if byte != UInt8(ascii: "<") {
        try character(into: &text)
      } else if isAt("</") {
        place += 2
        guard try name() == fullName else { throw error("`\(fullName)` is not closed") }
        skipSpace()
        guard peek == UInt8(ascii: ">") else { throw error("expected `>`") }
        place += 1
        element.text = String(decoding: text, as: UTF8.self)
        return element
      } else if isAt("<!--") {
        try skip(past: "-->")
      } else if isAt("<![CDATA[") {
        let start = place + 9
        try skip(past: "]]>")
        text += bytes[start..<(place - 3)]
      } else if isAt("<?") {
        try skip(past: "?>")
      } else {
        element.children.append(try self.element(depth: depth + 1))
      }
    }
    throw error("the text ends inside `\(fullName)`")
  }

  private func local(_ name: String) -> String { name.divided(by: ":")?.1 ?? name }

  private mutating func name() throws(AWSResponseError) -> String {
    let start = place
    while let byte = peek, !Self.isSpace(byte), ![0x2F, 0x3C, 0x3D, 0x3E, 0x22, 0x26, 0x27, 0x21].contains(byte) {
      place += 1
    }
    guard place > start else { throw error("expected a name") }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// - Returns: whether the element ends with its start tag.
  private mutating func skipAttributes() throws(AWSResponseError) -> Bool {
    while true {
      skipSpace()
      if isAt("/>") {
        place += 2
        return true
      }
      if peek == UInt8(ascii: ">") {
        place += 1
        return false
      }
      _ = try name()
      skipSpace()
      guard peek == UInt8(ascii: "=") else { throw error("expected `=`") }
      place += 1
      skipSpace()
      guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        throw error("expected a value in quotes")
      }
      place += 1
      while let byte = peek, byte != quote { place += 1 }
      guard peek != nil else { throw error("the text ends inside a value") }
      place += 1
    }
  }

  private mutating func character(into text: inout [UInt8]) throws(AWSResponseError) {
    guard peek == UInt8(ascii: "&") else {
      text.append(bytes[place])
      place += 1
      return
    }
    let start = place + 1
    guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
      throw error("`&` starts no entity")
    }
    let entity = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let scalar = Self.scalar(of: entity) else { throw error("unknown entity `\(entity)`") }
    text += Array(String(scalar).utf8)
    place = end + 1
  }

  private static func scalar(of entity: String) -> Unicode.Scalar? {
    switch entity {
    case "lt": "<"
    case "gt": ">"
    case "amp": "&"
    case "quot": "\""
    case "apos": "'"
    default:
      if entity.hasPrefix("#x") || entity.hasPrefix("#X") {
        UInt32(entity.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
      } else if entity.hasPrefix("#") {
        UInt32(entity.dropFirst()).flatMap { Unicode.Scalar($0) }
      } else {
        nil
      }
    }
  }
}
