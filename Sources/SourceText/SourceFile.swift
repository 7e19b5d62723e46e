import Synchronization

/// A text with a name, and the way from byte offsets to lines and columns.
///
/// Offsets are bytes of UTF-8. Lines and columns count from 1; a column counts Unicode scalars, which is what editors
/// show for the text of workflows.
package final class SourceFile: Sendable {
  /// What to show a person: a path or URL.
  package let name: String
  package let bytes: [UInt8]
  /// Found out when they are first asked for: most texts have nothing to point at.
  private let foundLineStarts = Mutex<[Int]?>(nil)

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package convenience init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  private var lineStarts: [Int] {
    foundLineStarts.withLock { found in
      if let found { return found }
      var starts = [0]
      for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
      found = starts
      return starts
    }
  }

  /// The place of a byte; an offset beyond the end is the end.
  package func position(of offset: Int) -> SourcePosition {
    let offset = max(0, min(offset, bytes.count))
    let lineStarts = lineStarts
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = bytes[lineStarts[low]..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return SourcePosition(line: low + 1, column: column)
  }

  /// The byte at a line and a column, both from 1; what lies beyond a line or the text is its end.
  package func offset(line: Int, column: Int) -> Int {
    let lineStarts = lineStarts
    guard line >= 1, line <= lineStarts.count else { return line < 1 ? 0 : bytes.count }
    let text = self.line(line)
    return lineStarts[line - 1] + text.unicodeScalars.prefix(max(0, column - 1)).reduce(0) { $0 + UTF8.width($1) }
  }

  /// The text of a line, counted from 1, without its line feed; empty when there is no such line.
  package func line(_ number: Int) -> String {
    let lineStarts = lineStarts
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = lineStarts[number - 1]
    let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  package func text(_ span: SourceSpan) -> String {
    let start = max(0, min(span.start, bytes.count))
    return String(decoding: bytes[start..<max(start, min(span.end, bytes.count))], as: UTF8.self)
  }
}

/// A line and a column, both from 1.
package struct SourcePosition: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A half-open range of bytes in a text.
package struct SourceSpan: Hashable, Sendable {
  package let start: Int
  package let end: Int

  @inlinable
  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest span that covers both.
  @inlinable
  package func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}
