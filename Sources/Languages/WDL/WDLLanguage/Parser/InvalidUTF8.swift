/// Looks for bytes that are not UTF-8.
enum InvalidUTF8 {
  /// The offset of the first byte that belongs to no character.
  static func first(in bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var offset = 0
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return min(offset, bytes.count - 1)
      }
    }
  }
}
