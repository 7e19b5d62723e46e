import SourceText

/// What a backslash in a string stands for (specification: Strings).
enum EscapeSequence {
  /// Stands for these bytes; `length` counts the backslash, too.
  case bytes([UInt8], length: Int)
  /// A code that names no character: too few digits, or too high.
  case malformed(length: Int)
  /// Something that the specification does not list; it is left as it is.
  case unknown

  /// Reads the sequence whose backslash is at `start`, before `end`.
  init(in bytes: [UInt8], at start: Int, before end: Int) {
    guard start + 1 < end else {
      self = .unknown
      return
    }
    switch bytes[start + 1] {
    case 0x5C, 0x27, 0x22, 0x7E, 0x24, 0x3E: self = .bytes([bytes[start + 1]], length: 2)
    case 0x6E: self = .bytes([0x0A], length: 2)
    case 0x74: self = .bytes([0x09], length: 2)
    case 0x72: self = .bytes([0x0D], length: 2)
    case 0x78: self = Self.code(bytes, start, end, prefix: 2, digits: 2, radix: 16)
    case 0x75: self = Self.code(bytes, start, end, prefix: 2, digits: 4, radix: 16)
    case 0x55: self = Self.code(bytes, start, end, prefix: 2, digits: 8, radix: 16)
    case 0x30...0x37: self = Self.octal(bytes, start, end)
    default: self = .unknown
    }
  }

  /// Three octal digits; with fewer it may be a back-reference of a regular expression, which is left alone.
  private static func octal(_ bytes: [UInt8], _ start: Int, _ end: Int) -> EscapeSequence {
    guard start + 3 < end, bytes[start + 2].octalValue != nil, bytes[start + 3].octalValue != nil else {
      return .unknown
    }
    return code(bytes, start, end, prefix: 1, digits: 3, radix: 8)
  }

  private static func code(
    _ bytes: [UInt8], _ start: Int, _ end: Int, prefix: Int, digits: Int, radix: UInt32
  ) -> EscapeSequence {
    var value: UInt32 = 0
    var offset = start + prefix
    let stop = offset + digits
    while offset < min(stop, end), let digit = bytes[offset].hexadecimalValue, digit < radix {
      value = value &* radix &+ digit
      offset += 1
    }
    guard offset == stop, let scalar = Unicode.Scalar(value) else { return .malformed(length: offset - start) }
    return .bytes(Array(String(Character(scalar)).utf8), length: prefix + digits)
  }
}

extension WDLParser {
  /// Takes the escape sequence at the offset of `text`.
  mutating func escape(in text: inout QuotedText, _ quotes: StringSyntax.Quotes) {
    switch EscapeSequence(in: lexer.bytes, at: text.offset, before: lexer.bytes.count) {
    case .bytes(let bytes, let length): text.replace(length, by: bytes, in: lexer)
    case .malformed(let length):
      reportMalformedEscape(text.offset, length)
      text.offset += length
    case .unknown:
      let next = lexer.byte(text.offset + 1)
      text.offset += 1
      // A line feed ends the string; what is beyond ASCII is more than one byte.
      if next != .newline, text.offset < lexer.bytes.count {
        reportUnknownEscape(text.offset - 1)
        text.offset += 1
        while lexer.byte(text.offset) & 0xC0 == 0x80 { text.offset += 1 }
      }
    }
  }

  mutating func reportMalformedEscape(_ start: Int, _ length: Int) {
    let written = lexer.text(start, start + length)
    report(
      "wdl.malformed-escape", "`\(written)` names no character", at: SourceSpan(start, start + length),
      help: "a code is `\\` with 3 octal digits, or `\\x`, `\\u`, `\\U` with 2, 4, 8 hexadecimal ones")
  }

  /// Engines leave such a sequence as it is, and people write regular expressions so.
  mutating func reportUnknownEscape(_ start: Int) {
    var end = min(start + 2, lexer.bytes.count)
    while lexer.byte(end) & 0xC0 == 0x80 { end += 1 }
    let written = lexer.text(start, end)
    warn(
      "wdl.unknown-escape", "`\(written)` is no escape sequence", at: SourceSpan(start, end),
      label: "the backslash is kept", help: "write `\\\(written)` for a backslash")
  }
}
