/// A file or folder of a zip archive, as the archive's directory tells of it.
struct ZipEntry: Hashable, Sendable {
  /// Relative, without `.`, `..` and the slash at the end of a folder's name.
  let path: String
  let isFolder: Bool
  let isDeflated: Bool
  let checksum: UInt32
  /// Bytes in the archive.
  let packedSize: Int64
  /// Bytes when taken out.
  let size: Int64
  /// Of its local header, from the start of the archive.
  let offset: Int64

  static let headerSize = 46

  /// Reads a header of the directory (APPNOTE 4.3.12).
  ///
  /// - Parameter place: moved behind the header.
  /// - Throws: ``ZipError`` for what is damaged, cannot be read or must not be taken out.
  init(_ bytes: LittleEndianBytes, at place: inout Int) throws(ZipError) {
    let start = place
    guard bytes.u32(at: start) == 0x0201_4B50, let flags = bytes.u16(at: start + 8),
      let method = bytes.u16(at: start + 10), let checksum = bytes.u32(at: start + 16),
      let packed = bytes.u32(at: start + 20), let size = bytes.u32(at: start + 24),
      let nameLength = bytes.u16(at: start + 28), let extraLength = bytes.u16(at: start + 30),
      let commentLength = bytes.u16(at: start + 32), let attributes = bytes.u32(at: start + 38),
      let offset = bytes.u32(at: start + 42)
    else { throw ZipError("its directory is damaged") }
    let extra = start + Self.headerSize + Int(nameLength)
    place = extra + Int(extraLength) + Int(commentLength)
    guard place <= bytes.count else { throw ZipError("its directory is damaged") }
    let name = bytes.slice(start + Self.headerSize, count: Int(nameLength))
    guard let plain = PlainPath.read(name) else {
      let text = String(decoding: name, as: UTF8.self)
      throw ZipError("the name \(text.debugDescription) is no relative path of plain names")
    }
    (path, isFolder) = plain
    let long = Zip64Field(bytes, from: extra, to: extra + Int(extraLength))
    (self.size, packedSize, self.offset) = try long.values(size, packed, offset, of: path)
    self.checksum = checksum
    isDeflated = method == 8
    guard flags & 0x2041 == 0 else { throw ZipError("`\(path)` is encrypted") }
    guard method == 0 || method == 8 else {
      throw ZipError("`\(path)` is packed by method \(method); only store and deflate are read")
    }
    // The upper half is a file's mode on Unix, where the archive was made on one.
    let kind = attributes >> 16 & 0o170000
    guard kind == 0 || kind == 0o100000 || kind == 0o040000 else {
      throw ZipError("`\(path)` is neither a file nor a folder")
    }
    guard isDeflated || packedSize == self.size else { throw ZipError("the sizes of `\(path)` differ") }
    if isFolder, self.size > 0 { throw ZipError("the folder `\(path)` has content") }
  }
}

/// What stands for numbers of 32 bits that are too small (APPNOTE 4.5.3).
private struct Zip64Field {
  private var numbers: [UInt64] = []

  init(_ bytes: LittleEndianBytes, from start: Int, to end: Int) {
    var place = start
    while place + 4 <= end, let id = bytes.u16(at: place), let length = bytes.u16(at: place + 2) {
      let next = place + 4 + Int(length)
      if id == 1, next <= end {
        numbers = stride(from: place + 4, through: next - 8, by: 8).compactMap { bytes.u64(at: $0) }
        return
      }
      place = next
    }
  }

  func values(
    _ size: UInt32, _ packed: UInt32, _ offset: UInt32, of path: String
  ) throws(ZipError) -> (Int64, Int64, Int64) {
    var rest = numbers[...]
    var values: [Int64] = []
    for short in [size, packed, offset] {
      let long = short == .max ? rest.popFirst() : UInt64(short)
      guard let long, let value = Int64(exactly: long) else { throw ZipError("the sizes of `\(path)` are damaged") }
      values.append(value)
    }
    return (values[0], values[1], values[2])
  }
}

/// Why an archive is not taken.
struct ZipError: Error, Hashable, Sendable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
