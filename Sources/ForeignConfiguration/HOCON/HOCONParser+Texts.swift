import SourceText

/// Names, texts and white space.
extension HOCONParser {
  /// A path expression: names with dots between them.
  mutating func path() throws(ForeignTextError) -> [String] {
    let start = cursor.position
    var names: [String] = []
    var name: String?
    var blanks = ""
    while let byte = cursor.byte, !cursor.isAt("//") {
      let place = cursor.position
      if byte == UInt8(ascii: ".") {
        guard let done = name else { throw ForeignTextError("a name is missing before this dot", at: cursor.here) }
        names.append(done)
        (name, blanks) = (nil, "")
        cursor.position += 1
      } else if byte == .quote {
        name = (name.map { $0 + blanks } ?? "") + (try quoted())
        blanks = ""
      } else if skipBlanks() {
        blanks = cursor.text(from: place)
      } else if HOCONSpace.isForbidden(byte) {
        break
      } else {
        let run = unquotedRun(stopsAtDots: true)
        if run.isEmpty { break }
        name = (name.map { $0 + blanks } ?? "") + run
        blanks = ""
      }
    }
    guard let name else {
      throw ForeignTextError(
        names.isEmpty ? "a name is missing here" : "a name is missing after the dot",
        at: names.isEmpty ? cursor.here : cursor.span(from: start))
    }
    return names + [name]
  }

  mutating func unquoted() throws(ForeignTextError) -> String {
    let text = unquotedRun(stopsAtDots: false)
    guard !text.isEmpty else {
      throw ForeignTextError(
        "this character cannot stand in a value without quotes", at: cursor.here, help: "put the value in quotes")
    }
    return text
  }

  private mutating func unquotedRun(stopsAtDots: Bool) -> String {
    let start = cursor.position
    while let byte = cursor.byte, !HOCONSpace.isForbidden(byte), !cursor.isAt("//"),
      !(stopsAtDots && byte == UInt8(ascii: ".")),
      HOCONSpace.length(at: cursor.position, in: cursor.bytes) == 0
    {
      cursor.position += 1
    }
    return cursor.text(from: start)
  }

  /// A text in quotes, or in three of them, in which nothing is escaped.
  mutating func quoted() throws(ForeignTextError) -> String {
    let start = cursor.position
    if cursor.take("\"\"\"") { return try tripleQuoted(from: start) }
    cursor.position += 1
    var units: [UInt16] = []
    while let byte = cursor.byte, byte != .lineFeed {
      if byte == .quote {
        cursor.position += 1
        return String(decoding: units, as: UTF16.self)
      }
      if byte == UInt8(ascii: "\\") {
        units.append(try escaped())
      } else {
        let place = cursor.position
        cursor.skip { ![.quote, UInt8(ascii: "\\"), .lineFeed].contains($0) }
        units += cursor.text(from: place).utf16
      }
    }
    throw ForeignTextError("the text that begins here has no end on its line", at: SourceSpan(start, start + 1))
  }

  private mutating func tripleQuoted(from start: Int) throws(ForeignTextError) -> String {
    let first = cursor.position
    while !cursor.isAtEnd {
      if cursor.take("\"\"\"") {
        // Of more than three quotes the first ones belong to the text.
        cursor.skip { $0 == .quote }
        return String(decoding: cursor.bytes[first..<cursor.position - 3], as: UTF8.self)
      }
      cursor.position += 1
    }
    throw ForeignTextError("the text that begins here has no end", at: SourceSpan(start, start + 3))
  }

  /// One unit of UTF-16 after a backslash.
  private mutating func escaped() throws(ForeignTextError) -> UInt16 {
    let start = cursor.position
    let letter = cursor.byte(after: 1) ?? 0
    cursor.position = min(start + 2, cursor.bytes.count)
    let simple: [UInt8: UInt16] = [
      .quote: 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
      UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]
    if let unit = simple[letter] { return unit }
    let digits = cursor.bytes[cursor.position...].prefix(4)
    guard letter == UInt8(ascii: "u"), digits.count == 4, digits.allSatisfy(\.isWord),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw ForeignTextError("this is no escape sequence of JSON", at: cursor.span(from: start)) }
    cursor.position += 4
    return unit
  }

  // MARK: White space

  /// White space, line feeds and comments.
  mutating func skipSpace() {
    while !cursor.isAtEnd {
      if cursor.byte == UInt8(ascii: "#") || cursor.isAt("//") {
        cursor.skipLine()
      } else {
        let length = HOCONSpace.length(at: cursor.position, in: cursor.bytes)
        guard length > 0 else { return }
        cursor.position += length
      }
    }
  }

  /// White space within a line; false when there is none.
  mutating func skipBlanks() -> Bool {
    let start = cursor.position
    while let byte = cursor.byte, byte != .lineFeed {
      let length = HOCONSpace.length(at: cursor.position, in: cursor.bytes)
      guard length > 0 else { break }
      cursor.position += length
    }
    return cursor.position > start
  }
}

/// What HOCON takes for white space, and what may not stand in a text without quotes.
enum HOCONSpace {
  static func isForbidden(_ byte: UInt8) -> Bool { forbidden.contains(byte) }

  private static let forbidden = Set("$\"{}[]:=,+#`^?!@*&\\".utf8)

  /// The bytes of the white space at an offset; 0 when there is none.
  static func length(at offset: Int, in bytes: [UInt8]) -> Int {
    switch bytes[offset] {
    case 0x09...0x0D, 0x1C...0x20: return 1
    case 0xC2: return bytes[offset...].starts(with: [0xC2, 0xA0]) ? 2 : 0
    case 0xE1...0xE3, 0xEF:
      let scalar = String(decoding: bytes[offset...].prefix(3), as: UTF8.self).unicodeScalars.first
      guard let scalar else { return 0 }
      switch scalar.properties.generalCategory {
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: return 3
      default: return scalar.value == 0xFEFF ? 3 : 0
      }
    default: return 0
    }
  }
}
