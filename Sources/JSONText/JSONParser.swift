/// Reads one JSON text (RFC 8259), strictly: no comments, no trailing commas, nothing after the value.
package struct JSONParser {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  /// Nesting beyond this is refused, so that a hostile text cannot exhaust the stack.
  private static let depthLimit = 512

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: ``JSONError`` with the byte offset of what is wrong.
  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.place = 3 }
    parser.skipSpace()
    let value = try parser.value()
    parser.skipSpace()
    guard parser.place == bytes.count else { throw parser.error("unexpected text after the value") }
    return value
  }

  /// - Throws: ``JSONError`` with the byte offset of what is wrong.
  package static func parse(_ text: String) throws(JSONError) -> JSONValue { try parse(Array(text.utf8)) }

  private func error(_ message: String) -> JSONError {
    JSONError(offset: place, message: place < bytes.count ? message : "the text ends too early")
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    switch peek {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in .object(try parser.members()) }
    case UInt8(ascii: "["): return try nested { parser throws(JSONError) in .array(try parser.elements()) }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    depth += 1
    guard depth <= Self.depthLimit else { throw error("nested more than \(Self.depthLimit) levels deep") }
    place += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func members() throws(JSONError) -> JSONObject {
    var object = JSONObject()
    skipSpace()
    if take("}") { return object }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw error("expected a name in double quotes") }
      let name = try string()
      skipSpace()
      guard take(":") else { throw error("expected `:` after the name `\(name)`") }
      skipSpace()
      object[name] = try value()
      skipSpace()
      if take("}") { return object }
      guard take(",") else { throw error("expected `,` or `}`") }
    }
  }

  private mutating func elements() throws(JSONError) -> [JSONValue] {
    var array: [JSONValue] = []
    skipSpace()
    if take("]") { return array }
    while true {
      skipSpace()
      array.append(try value())
      skipSpace()
      if take("]") { return array }
      guard take(",") else { throw error("expected `,` or `]`") }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let length = word.utf8CodeUnitCount
    guard place + length <= bytes.count,
      (0..<length).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] })
    else { throw error("expected a value") }
    place += length
    return value
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = place
    _ = take("-")
    if !take("0") { guard digits() else { throw error("expected a value") } }
    if take(".") { guard digits() else { throw error("expected digits after `.`") } }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      place += 1
      if !take("+") { _ = take("-") }
      guard digits() else { throw error("expected digits in the exponent") }
    }
    return JSONNumber(text: String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func digits() -> Bool {
    let start = place
    while let byte = peek, byte >= 0x30, byte <= 0x39 { place += 1 }
    return place > start
  }

  private mutating func string() throws(JSONError) -> String {
    place += 1
    let start = place
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
    if take("\"") { return String(decoding: bytes[start..<(place - 1)], as: UTF8.self) }
    var text = Array(bytes[start..<place])
    while let byte = peek {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case ..<0x20:
        place -= 1
        throw error("a control character in a string must be written as an escape")
      default: text.append(byte)
      }
    }
    throw error("the text ends inside a string")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard let byte = peek else { throw error("the text ends inside a string") }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): text += Array(String(try scalar()).utf8)
    default:
      place -= 1
      throw error("unknown escape in a string")
    }
  }

  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take("\\"), take("u") else { return "\u{FFFD}" }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    guard place + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
    else { throw error("expected four hexadecimal digits after `\\u`") }
    place += 4
    return value
  }
}

/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Hashable, CustomStringConvertible {
  /// Bytes from the start of the text.
  package let offset: Int
  package let message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }

  package var description: String { "invalid JSON at byte \(offset): \(message)" }
}
