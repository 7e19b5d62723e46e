import SourceText

extension WDLParser {
  /// The current integer, decimal, octal (`0…`) or hexadecimal (`0x…`).
  mutating func integer(isNegative: Bool) throws(ParseFailure) -> Int64 {
    guard let magnitude = try magnitude() else { throw integerOverflow() }
    let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
    guard magnitude <= limit else { throw integerOverflow() }
    advance()
    return isNegative ? Int64(truncatingIfNeeded: 0 &- magnitude) : Int64(magnitude)
  }

  /// `-9223372036854775808`, when the current token is its digits.
  mutating func smallestInteger(after minus: SourceSpan) throws(ParseFailure) -> ExpressionSyntax? {
    guard current.end - current.start >= 18, try magnitude() == UInt64(Int64.max) + 1 else { return nil }
    let span = minus.joined(with: current.span)
    height = 1
    advance()
    return ExpressionSyntax(.integer(.min), span)
  }

  /// Nil when it does not fit into 64 bits.
  private mutating func magnitude() throws(ParseFailure) -> UInt64? {
    var offset = current.start
    var radix: UInt64 = 10
    if lexer.bytes[offset] == 0x30, current.end - offset > 1 {
      radix = lexer.bytes[offset + 1] | 0x20 == 0x78 ? 16 : 8
      offset += radix == 16 ? 2 : 1
    }
    var value: UInt64 = 0
    while offset < current.end {
      guard let digit = lexer.bytes[offset].hexadecimalValue, digit < radix else { throw malformedNumber() }
      let (product, overflows) = value.multipliedReportingOverflow(by: radix)
      let (sum, carries) = product.addingReportingOverflow(UInt64(digit))
      if overflows || carries { return nil }
      value = sum
      offset += 1
    }
    return value
  }

  private mutating func integerOverflow() -> ParseFailure {
    report(
      "wdl.integer-overflow", "the number does not fit into an Int", at: current.span, label: "more than 64 bits",
      help: "the largest Int is 9223372036854775807; write it with a decimal point for a Float")
    advance()
    return ParseFailure()
  }

  /// The current float.
  mutating func float() throws(ParseFailure) -> Double {
    let digits = text(of: current)
    guard let value = Double(digits), value.isFinite else {
      report(
        "wdl.float-overflow", "the number does not fit into a Float", at: current.span,
        help: "the largest Float is about 1.8e308")
      throw ParseFailure()
    }
    advance()
    return value
  }

  mutating func malformedNumber() -> ParseFailure {
    let digits = text(of: current)
    let isOctal = digits.hasPrefix("0") && digits.allSatisfy { $0 >= "0" && $0 <= "9" }
    report(
      "wdl.malformed-number", "`\(digits.prefix(40))` is no number", at: current.span,
      label: isOctal ? "a leading 0 makes it octal" : nil,
      help: isOctal
        ? "remove the leading 0"
        : digits.first == "0" ? "hexadecimal numbers are `0x` and digits" : "a name cannot start with a digit")
    advance()
    return ParseFailure()
  }
}
