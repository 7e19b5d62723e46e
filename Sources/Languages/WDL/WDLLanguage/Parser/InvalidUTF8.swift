/// Looks for bytes that are not UTF-8.
enum InvalidUTF8 {
  /// The offset of the first byte that belongs to no character.
  static func first(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        offset = endOfASCII(bytes, from: offset)
        if offset == bytes.count { return nil }
        guard let length = lengthOfScalar(bytes, at: offset) else { return offset }
        offset += length
      }
      return nil
    }
  }

  /// Eight bytes at a time.
  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = start
    while offset + 8 <= raw.count,
      raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      offset += 8
    }
    while offset < raw.count, raw[offset] < 0x80 { offset += 1 }
    return offset
  }

  /// The length of a character beyond ASCII; nil when there is none.
  private static func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var decoder = UTF8()
    var rest = bytes[start..<min(bytes.count, start + 4)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return UTF8.width(scalar)
  }
}
