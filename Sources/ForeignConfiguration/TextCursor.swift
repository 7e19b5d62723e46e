import SourceText

/// A place in a text, in bytes, and how deep the reader is in what it reads.
struct TextCursor {
  let bytes: [UInt8]
  var position: Int
  private var depth = 0

  /// Names with values and lists may stand inside each other this often: readers call themselves for each.
  static let deepest = 100
  /// Bytes; a configuration is never so long.
  static let longest = 512 << 10

  /// - Throws: ``ForeignTextError`` for a text that is too long to be a configuration.
  init(_ bytes: [UInt8]) throws(ForeignTextError) {
    guard bytes.count <= Self.longest else {
      throw ForeignTextError("the file is too long for a configuration", at: SourceSpan(0, 0))
    }
    self.bytes = bytes
    // A byte order mark says nothing.
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
  var isAtEnd: Bool { position >= bytes.count }

  func byte(after count: Int) -> UInt8? {
    position + count < bytes.count ? bytes[position + count] : nil
  }

  func isAt(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  /// Goes past a text if it stands here.
  mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte, condition(byte) { position += 1 }
  }

  /// To the end of the line, which is not passed.
  mutating func skipLine() { skip { $0 != .lineFeed } }

  func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  func span(from start: Int) -> SourceSpan { SourceSpan(start, position) }

  /// The byte here, for an error.
  var here: SourceSpan { SourceSpan(position, min(position + 1, bytes.count)) }

  mutating func deeper<Value>(
    _ read: (inout TextCursor) throws(ForeignTextError) -> Value
  ) throws(ForeignTextError) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw ForeignTextError("the text is nested too deeply", at: here) }
    return try read(&self)
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let quote = UInt8(ascii: "\"")

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// A letter of ASCII, `_` or a digit.
  var isWord: Bool {
    isDigit || self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
