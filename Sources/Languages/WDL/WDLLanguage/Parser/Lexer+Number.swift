extension Lexer {
  /// The kind and end of a number. One that runs into a word (`12ab`) is malformed as a whole.
  func number(from start: Int) -> (Token.Kind, Int) {
    if bytes[start] == 0x30, byte(start + 1) | 0x20 == 0x78 {
      let end = endOfRun(from: start + 2) { $0.hexadecimalValue != nil }
      return end > start + 2 ? whole(.integer, end) : (.malformedNumber, endOfRun(from: end, where: \.isWordPart))
    }
    var end = endOfRun(from: start, where: \.isDigit)
    var isFloat = false
    if byte(end) == 0x2E, !byte(end + 1).isWordStart || isExponent(end + 1) {
      isFloat = true
      end = endOfRun(from: end + 1, where: \.isDigit)
    }
    if isExponent(end) {
      isFloat = true
      end = endOfRun(from: end + (byte(end + 1).isDigit ? 1 : 2), where: \.isDigit)
    }
    return whole(isFloat ? .float : .integer, end)
  }

  /// Whether `e5`, `E+5` or the like begins here.
  private func isExponent(_ offset: Int) -> Bool {
    guard byte(offset) | 0x20 == 0x65 else { return false }
    let next = byte(offset + 1)
    return next.isDigit || ((next == 0x2B || next == 0x2D) && byte(offset + 2).isDigit)
  }

  private func endOfRun(from start: Int, where belongs: (UInt8) -> Bool) -> Int {
    var end = start
    while end < bytes.count, belongs(bytes[end]) { end += 1 }
    return end
  }

  private func whole(_ kind: Token.Kind, _ end: Int) -> (Token.Kind, Int) {
    byte(end).isWordPart ? (.malformedNumber, endOfRun(from: end, where: \.isWordPart)) : (kind, end)
  }
}
