extension RawText {
  /// How the lines of a text are indented.
  struct Indentation {
    /// The least number of blanks before the text of a line.
    var count = 0
    /// Whether that many blanks are tabs in one line and spaces in another.
    var isMixed = false
  }

  /// The common indentation of all lines that are not blank.
  func indentation() -> Indentation {
    var survey = IndentationSurvey()
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .placeholder: survey.startsLine = false
      case .bytes(let bytes): survey.read(bytes, isLast: index == pieces.count - 1)
      }
    }
    return Indentation(count: survey.least ?? 0, isMixed: survey.leastAlike < survey.least ?? 0)
  }

  /// Takes that many blanks from the start of each line, and the carriage returns from their ends.
  mutating func removeIndentation(_ count: Int) {
    var startsLine = true
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .placeholder: startsLine = false
      case .bytes(let bytes):
        pieces[index] = .bytes(Self.withoutIndentation(bytes, count, &startsLine))
      }
    }
  }

  private static func withoutIndentation(
    _ bytes: ArraySlice<UInt8>, _ count: Int, _ startsLine: inout Bool
  ) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      if startsLine {
        let limit = min(bytes.endIndex, offset + count)
        while offset < limit, bytes[offset].isBlank { offset += 1 }
      }
      var end = offset
      while end < bytes.endIndex, bytes[end] != .newline { end += 1 }
      startsLine = end < bytes.endIndex
      if startsLine, end > offset, bytes[end - 1] == .carriageReturn {
        result.append(contentsOf: bytes[offset..<(end - 1)])
        result.append(.newline)
      } else {
        result.append(contentsOf: bytes[offset..<(startsLine ? end + 1 : end)])
      }
      offset = startsLine ? end + 1 : end
    }
    return result[...]
  }
}

/// Goes over the lines of a text and compares their indentation.
private struct IndentationSurvey {
  var startsLine = true
  private(set) var least: Int?
  /// In how many leading blanks all lines are alike.
  private(set) var leastAlike = Int.max
  private var model: ArraySlice<UInt8> = []

  mutating func read(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
    var offset = bytes.startIndex
    while true {
      if startsLine {
        let start = offset
        while offset < bytes.endIndex, bytes[offset].isBlank { offset += 1 }
        let isBlankLine = offset == bytes.endIndex ? isLast : Self.endsLine(bytes, offset)
        if !isBlankLine { note(bytes[start..<offset]) }
      }
      while offset < bytes.endIndex, bytes[offset] != .newline { offset += 1 }
      guard offset < bytes.endIndex else {
        // A placeholder, or the end, follows on the same line.
        startsLine = startsLine && offset == bytes.startIndex
        return
      }
      offset += 1
      startsLine = true
      if offset == bytes.endIndex {
        if !isLast { note([]) }
        return
      }
    }
  }

  private static func endsLine(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Bool {
    if bytes[offset] == .newline { return true }
    return bytes[offset] == .carriageReturn && offset + 1 < bytes.endIndex && bytes[offset + 1] == .newline
  }

  private mutating func note(_ indent: ArraySlice<UInt8>) {
    guard let least else {
      self.least = indent.count
      model = indent
      return
    }
    self.least = min(least, indent.count)
    var alike = 0
    for (left, right) in zip(model, indent) {
      if left != right { break }
      alike += 1
    }
    leastAlike = min(leastAlike, alike)
  }
}
