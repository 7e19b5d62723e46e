import SourceText

extension WDLParser {
  /// `<<< … >>>` (1.2). Line continuations go first, then the common indentation, then escapes are resolved.
  mutating func multiLineString() throws(ParseFailure) -> StringSyntax {
    let open = current.span
    require(.multiLineString, at: open)
    var reader = RawTextReader(lexer.bytes, open: open, style: .string)
    try readRawText(&reader)
    let span = SourceSpan(open.start, lexer.position)
    step()
    if reader.failed { throw ParseFailure() }
    if reader.hasEscapes { reader.text.map(LineContinuation.remove) }
    reader.text.trimEnds()
    reader.text.removeIndentation(reader.text.indentation().count)
    if reader.hasEscapes { reader.text.map(MultiLineEscapes.resolve) }
    return StringSyntax(parts: reader.text.parts, quotes: .multiLine, span: span)
  }
}

/// A backslash at the end of a line joins it with the next, without that one's indentation.
enum LineContinuation {
  static func remove(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      let byte = bytes[offset]
      guard byte == .backslash, offset + 1 < bytes.endIndex else {
        result.append(byte)
        offset += 1
        continue
      }
      if let next = afterLineFeed(bytes, offset + 1) {
        offset = next
        while offset < bytes.endIndex, bytes[offset].isBlank { offset += 1 }
      } else {
        result.append(contentsOf: bytes[offset..<(offset + 2)])
        offset += 2
      }
    }
    return result
  }

  private static func afterLineFeed(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Int? {
    if bytes[offset] == .newline { return offset + 1 }
    guard bytes[offset] == .carriageReturn, offset + 1 < bytes.endIndex, bytes[offset + 1] == .newline else {
      return nil
    }
    return offset + 2
  }
}

/// The escape sequences of multi-line strings: those of quoted ones.
enum MultiLineEscapes {
  static func resolve(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let source = Array(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var offset = 0
    while offset < source.count {
      guard source[offset] == .backslash else {
        result.append(source[offset])
        offset += 1
        continue
      }
      switch EscapeSequence(in: source, at: offset, before: source.count) {
      case .bytes(let replacement, let length):
        result.append(contentsOf: replacement)
        offset += length
      case .malformed, .unknown:
        // Reported when it was read.
        result.append(.backslash)
        offset += 1
      }
    }
    return result
  }
}
