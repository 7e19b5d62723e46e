extension RawText {
  /// How the lines of a text are indented.
  struct Indentation {
    /// The least number of blanks before the text of a line.
    var count = 0
    /// Whether that many blanks are tabs in one line and spaces in another.
    var isMixed = false
  }
}

/// Goes over the lines of a text and compares their indentation.
struct IndentationSurvey {
  private var startsLine = true
  private var least: Int?
  /// In how many leading blanks all lines are alike.
  private var leastAlike = Int.max
  /// The indentation of the first line.
  private var model = 0..<0

  var result: RawText.Indentation {
    RawText.Indentation(count: least ?? 0, isMixed: leastAlike < least ?? 0)
  }

  /// Reads a run; a placeholder or the end follows it.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>, isLast: Bool) {
    var offset = run.lowerBound
    while offset < run.upperBound || startsLine {
      if startsLine {
        let start = offset
        while offset < run.upperBound, bytes[offset].isBlank { offset += 1 }
        let isBlankLine = offset == run.upperBound ? isLast : endsLine(bytes, offset, run.upperBound)
        if !isBlankLine { note(start..<offset, bytes) }
        startsLine = false
      }
      while offset < run.upperBound, bytes[offset] != .newline { offset += 1 }
      if offset < run.upperBound {
        offset += 1
        startsLine = true
      }
    }
  }

  private func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    if bytes[offset] == .newline { return true }
    return bytes[offset] == .carriageReturn && offset + 1 < end && bytes[offset + 1] == .newline
  }

  private mutating func note(_ indent: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let least else {
      self.least = indent.count
      model = indent
      return
    }
    self.least = min(least, indent.count)
    var alike = 0
    while alike < min(model.count, indent.count),
      bytes[model.lowerBound + alike] == bytes[indent.lowerBound + alike]
    {
      alike += 1
    }
    leastAlike = min(leastAlike, alike)
  }
}

/// Copies text without its indentation.
enum Unindenting {
  /// Copies a run behind the `length` bytes that `target` has, and tells how many it has then.
  static func copy(
    _ run: Range<Int>, of source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>,
    at length: Int, _ count: Int, _ startsLine: inout Bool
  ) -> Int {
    var length = length
    var offset = run.lowerBound
    while offset < run.upperBound {
      if startsLine {
        let limit = min(run.upperBound, offset + count)
        while offset < limit, source[offset].isBlank { offset += 1 }
      }
      startsLine = false
      while offset < run.upperBound, !startsLine {
        let byte = source[offset]
        offset += 1
        startsLine = byte == .newline
        if byte == .carriageReturn, offset < run.upperBound, source[offset] == .newline { continue }
        target[length] = byte
        length += 1
      }
    }
    return length
  }
}
