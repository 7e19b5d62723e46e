/// The way between byte offsets and positions of one text.
///
/// A line ends with a line feed, a carriage return, or both. Source: LSP 3.17, Text Documents.
package struct LineMap: Sendable {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      for offset in bytes.indices where bytes[offset] <= 13 {
        let isEnd =
          bytes[offset] == 10 || (bytes[offset] == 13 && !(offset + 1 < bytes.count && bytes[offset + 1] == 10))
        if isEnd { starts.append(offset + 1) }
      }
    }
    self.starts = starts
  }

  /// The offset of a position. Beyond the end of a line is its end, beyond the last line the end of the text; within a
  /// character, its beginning.
  package func offset(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
    guard position.line < starts.count else { return bytes.count }
    let end = endOfLine(position.line)
    var offset = starts[position.line]
    var left = position.character
    if encoding == .utf8 {
      offset = min(end, offset + min(left, end - offset))
      while offset > starts[position.line], offset < end, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      return offset
    }
    while offset < end {
      let length = encoding.length(of: bytes[offset])
      if length > left { break }
      left -= length
      offset += 1
      while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The position of an offset; beyond the end is the end.
  package func position(of offset: Int, _ encoding: PositionEncoding) -> TextPosition {
    let offset = max(0, min(offset, bytes.count))
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    var character = 0
    for byte in bytes[starts[low]..<offset] { character += encoding.length(of: byte) }
    return TextPosition(line: low, character: character)
  }

  /// The position after the last character.
  package func end(_ encoding: PositionEncoding) -> TextPosition { position(of: bytes.count, encoding) }

  /// Where the line's own characters end.
  private func endOfLine(_ line: Int) -> Int {
    guard line + 1 < starts.count else { return bytes.count }
    var end = starts[line + 1] - 1
    if end > starts[line], bytes[end] == 10, bytes[end - 1] == 13 { end -= 1 }
    return end
  }
}
