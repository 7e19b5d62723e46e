import CZlib
import TaskFolder

/// Makes zip archives, with every number in them as a test wants it.
struct ZipBuilder {
  struct Entry {
    var name: String
    var content: [UInt8]
    var isDeflated = false
    var flags: UInt16 = 0
    /// Of Unix.
    var mode: UInt32 = 0o100644
    var checksum: UInt32?
    var size: UInt32?
    var method: UInt16?
    var localName: String?
    var isLong = false

    init(_ name: String, _ content: String = "") {
      self.name = name
      self.content = Array(content.utf8)
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
      var changed = self
      change(&changed)
      return changed
    }
  }

  var bytes: [UInt8] = []
  /// Where the directory begins.
  private(set) var directoryStart = 0

  init(_ entries: [Entry], comment: String = "", isLong: Bool = false) {
    var directory: [UInt8] = []
    for entry in entries { directory += add(entry) }
    finish(directory, count: entries.count, comment: comment, isLong: isLong)
  }

  /// Puts the directory's bytes at the end, with the record that says where.
  init(content: [UInt8], directory: [UInt8], count: Int) {
    bytes = content
    finish(directory, count: count, comment: "", isLong: false)
  }

  private mutating func finish(_ directory: [UInt8], count: Int, comment: String, isLong: Bool) {
    directoryStart = bytes.count
    bytes += directory
    if isLong {
      let place = bytes.count
      bytes += Self.u32(0x0606_4B50) + Self.u64(44) + Self.u16(45) + Self.u16(45) + Self.u32(0) + Self.u32(0)
      bytes += Self.u64(count) + Self.u64(count) + Self.u64(directory.count) + Self.u64(directoryStart)
      bytes += Self.u32(0x0706_4B50) + Self.u32(0) + Self.u64(place) + Self.u32(1)
    }
    let (short, size, start) =
      isLong ? (Int(UInt16.max), UInt32.max, UInt32.max) : (count, UInt32(directory.count), UInt32(directoryStart))
    bytes += Self.u32(0x0605_4B50) + Self.u16(0) + Self.u16(0) + Self.u16(short) + Self.u16(short) + Self.u32(size)
    bytes += Self.u32(start) + Self.u16(comment.utf8.count) + Array(comment.utf8)
  }

  /// Adds what an entry holds.
  ///
  /// - Returns: its header for the directory.
  private mutating func add(_ entry: Entry) -> [UInt8] {
    let packed = entry.isDeflated ? Self.deflated(entry.content) : entry.content
    let checksum = entry.checksum ?? UInt32(crc32(0, entry.content, UInt32(entry.content.count)))
    let size = entry.size ?? UInt32(entry.content.count)
    let method = entry.method ?? (entry.isDeflated ? 8 : 0)
    let offset = bytes.count
    let numbers = Self.u32(checksum) + Self.u32(UInt32(packed.count)) + Self.u32(size)
    let local = Array((entry.localName ?? entry.name).utf8)
    bytes += Self.u32(0x0403_4B50) + Self.u16(20) + Self.u16(Int(entry.flags)) + Self.u16(Int(method))
    bytes += Self.u32(0) + numbers + Self.u16(local.count) + Self.u16(0) + local + packed
    let name = Array(entry.name.utf8)
    let extra =
      entry.isLong ? Self.u16(1) + Self.u16(24) + Self.u64(Int(size)) + Self.u64(packed.count) + Self.u64(offset) : []
    let said =
      entry.isLong ? Self.u32(checksum) + Self.u32(.max) + Self.u32(.max) : numbers
    return Self.u32(0x0201_4B50) + Self.u16(3 << 8 | 20) + Self.u16(20) + Self.u16(Int(entry.flags))
      + Self.u16(Int(method)) + Self.u32(0) + said + Self.u16(name.count) + Self.u16(extra.count) + Self.u16(0)
      + Self.u16(0) + Self.u16(0) + Self.u32(entry.mode << 16)
      + Self.u32(entry.isLong ? .max : UInt32(offset)) + name + extra
  }

  static func u16(_ value: Int) -> [UInt8] { number(UInt64(value), 2) }
  static func u32(_ value: UInt32) -> [UInt8] { number(UInt64(value), 4) }
  static func u64(_ value: Int) -> [UInt8] { number(UInt64(value), 8) }

  private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  /// Without the header and the trailer that zlib puts around it.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length))
    compress(&packed, &length, bytes, UInt(bytes.count))
    return Array(packed[2..<(Int(length) - 4)])
  }
}
