import TaskFolder

/// The directory at the end of a zip archive: what is in it, and where.
struct ZipDirectory: Sendable {
  /// In the order of their places in the archive.
  let entries: [ZipEntry]
  /// From the start of the archive, in bytes: everything that entries hold lies before it.
  let start: Int64

  /// Where the directory is, by the record at the end of the archive.
  private struct Place {
    let start: Int64
    let size: Int64
    let count: Int64
  }

  private static let endSize = 22
  private static let longestComment = 65_535
  private static let locatorSize = 20
  private static let longEndSize = 56
  private static let longestDirectory: Int64 = 32 << 20

  /// - Throws: ``ZipError``; ``FileSystemError``.
  init(of archive: String, limits: ZipArchive.Limits) throws {
    let size = try Disk.status(of: archive)?.size ?? 0
    let place = try Self.place(in: archive, size)
    guard place.count <= limits.entries else { throw ZipError("it holds more than \(limits.entries) files") }
    guard place.size <= Self.longestDirectory else { throw ZipError("its directory is too long") }
    let bytes = LittleEndianBytes(try Disk.read(archive, from: place.start, count: Int(place.size)))
    var entries: [ZipEntry] = []
    var next = 0
    while next < bytes.count {
      guard entries.count < place.count else { throw ZipError("its directory is damaged") }
      entries.append(try ZipEntry(bytes, at: &next))
    }
    guard entries.count == place.count else { throw ZipError("its directory is damaged") }
    self.entries = entries.sorted { $0.offset < $1.offset }
    start = place.start
    try check(limits, size)
  }

  /// Reads the record at the end (APPNOTE 4.3.16), and the one of large archives before it (4.3.14, 4.3.15).
  private static func place(in archive: String, _ size: Int64) throws -> Place {
    let tailStart = max(0, size - Int64(endSize + longestComment + locatorSize))
    let tail = LittleEndianBytes(try Disk.read(archive, from: tailStart, count: Int(size - tailStart)))
    var end = tail.count - endSize
    while end >= 0 {
      if tail.u32(at: end) == 0x0605_4B50, let comment = tail.u16(at: end + 20),
        end + endSize + Int(comment) == tail.count
      {
        break
      }
      end -= 1
    }
    guard end >= 0, let disk = tail.u16(at: end + 4), let count = tail.u16(at: end + 10),
      let length = tail.u32(at: end + 12), let start = tail.u32(at: end + 16)
    else { throw ZipError("it is no zip archive, or was cut off") }
    let locator = end - locatorSize
    if tail.u32(at: locator) == 0x0706_4B50, let longEnd = tail.u64(at: locator + 8) {
      return try longPlace(in: archive, at: longEnd, endingAt: tailStart + Int64(locator))
    }
    guard disk == 0, tail.u16(at: end + 8) == count else { throw ZipError("it is in several pieces") }
    guard Int64(start) + Int64(length) == tailStart + Int64(end) else { throw ZipError("its directory is damaged") }
    return Place(start: Int64(start), size: Int64(length), count: Int64(count))
  }

  private static func longPlace(in archive: String, at longEnd: UInt64, endingAt end: Int64) throws -> Place {
    guard let place = Int64(exactly: longEnd), place <= end - Int64(longEndSize) else {
      throw ZipError("its directory is damaged")
    }
    let record = LittleEndianBytes(try Disk.read(archive, from: place, count: longEndSize))
    guard record.u32(at: 0) == 0x0606_4B50, record.u32(at: 16) == 0, record.u32(at: 20) == 0,
      let count = record.u64(at: 32).flatMap({ Int64(exactly: $0) }),
      let length = record.u64(at: 40).flatMap({ Int64(exactly: $0) }),
      let start = record.u64(at: 48).flatMap({ Int64(exactly: $0) }), start <= place, length == place - start
    else { throw ZipError("its directory is damaged") }
    return Place(start: start, size: length, count: count)
  }

  /// Sizes in all, and names that cannot be beside each other.
  private func check(_ limits: ZipArchive.Limits, _ archiveSize: Int64) throws(ZipError) {
    var total: Int64 = 0
    for entry in entries {
      guard entry.size <= limits.bytes, entry.packedSize <= archiveSize, entry.offset < start else {
        throw ZipError(entry.size > limits.bytes ? "it unpacks to more than \(limits.bytes) bytes" : "it is damaged")
      }
      total += entry.size
      guard total <= limits.bytes else { throw ZipError("it unpacks to more than \(limits.bytes) bytes") }
    }
    guard total <= limits.unsuspicious || total / limits.ratio <= archiveSize else {
      throw ZipError("it unpacks to more than \(limits.ratio) times its size")
    }
    if let clash = PlainPath.clash(in: entries.map { ($0.path, $0.isFolder) }) { throw ZipError(clash) }
  }
}
