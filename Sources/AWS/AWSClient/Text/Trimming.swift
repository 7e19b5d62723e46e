extension StringProtocol {
  /// Without the spaces, tabs and line ends around it.
  package var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    var text = Array(utf8)[...]
    while let first = text.first, isSpace(first) { text.removeFirst() }
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// The parts before and after the first `separator`; nil when it does not occur.
  ///
  /// - Parameter separator: of ASCII.
  package func divided(by separator: Unicode.Scalar) -> (String, String)? {
    guard let place = utf8.firstIndex(of: UInt8(ascii: separator)) else { return nil }
    return (String(self[..<place]), String(self[index(after: place)...]))
  }
}
