/// What bytes are, for the lexer.
extension UInt8 {
  @inline(__always) var isWordStart: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F }
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
  @inline(__always) var isWordPart: Bool { isWordStart || isDigit }
  @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// The value of a hexadecimal digit.
  var hexadecimalValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46: UInt32(self - 0x41 + 10)
    case 0x61...0x66: UInt32(self - 0x61 + 10)
    default: nil
    }
  }

  /// The value of an octal digit.
  var octalValue: UInt32? { self &- 0x30 < 8 ? UInt32(self - 0x30) : nil }

  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let backslash: UInt8 = 0x5C
  static let tilde: UInt8 = 0x7E
  static let dollar: UInt8 = 0x24
  static let openBrace: UInt8 = 0x7B
  static let closeBrace: UInt8 = 0x7D
  static let openAngle: UInt8 = 0x3C
  static let closeAngle: UInt8 = 0x3E
}
