extension Lexer {
  /// Reads a number from `position` on. A number that runs into a word (`12ab`) is malformed as a whole.
  mutating func number() -> Token.Kind {
    let start = position
    if bytes[start] == 0x30, byte(start + 1) | 0x20 == 0x78 {
      position += 2
      return finish(.integer, whole: skipDigits { $0.hexadecimalValue != nil } > 0)
    }
    skipDigits(where: \.isDigit)
    var isFloat = false
    if byte(position) == 0x2E, !byte(position + 1).isWordStart || isExponent(position + 1) {
      isFloat = true
      position += 1
      skipDigits(where: \.isDigit)
    }
    if isExponent(position) {
      isFloat = true
      position += byte(position + 1).isDigit ? 1 : 2
      skipDigits(where: \.isDigit)
    }
    return finish(isFloat ? .float : .integer, whole: true)
  }

  /// Whether `e5`, `E+5` or the like begins here.
  private func isExponent(_ offset: Int) -> Bool {
    guard byte(offset) | 0x20 == 0x65 else { return false }
    let next = byte(offset + 1)
    return next.isDigit || ((next == 0x2B || next == 0x2D) && byte(offset + 2).isDigit)
  }

  @discardableResult
  private mutating func skipDigits(where isDigit: (UInt8) -> Bool) -> Int {
    let start = position
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func finish(_ kind: Token.Kind, whole: Bool) -> Token.Kind {
    guard whole, !byte(position).isWordPart else {
      skipDigits(where: \.isWordPart)
      return .malformedNumber
    }
    return kind
  }
}
