/// Numbers in bytes, the least significant byte first; nil beyond the end.
struct LittleEndianBytes: Sendable {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func u16(at place: Int) -> UInt16? { number(at: place) }
  func u32(at place: Int) -> UInt32? { number(at: place) }
  func u64(at place: Int) -> UInt64? { number(at: place) }

  /// - Parameter count: no more than there are.
  func slice(_ start: Int, count: Int) -> ArraySlice<UInt8> { bytes[start..<(start + count)] }

  private func number<Number: FixedWidthInteger>(at place: Int) -> Number? {
    let size = MemoryLayout<Number>.size
    guard place >= 0, place <= bytes.count - size else { return nil }
    return bytes[place..<(place + size)].reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }
}
