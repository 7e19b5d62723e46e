import CZlib
import Glibc
import TaskFolder
import WorkflowModel

/// A zip archive that somebody sent: files, stored or deflated, and folders. What else it may hold is refused.
///
/// Source: PKWARE's APPNOTE 6.3.10.
struct ZipArchive: Sendable {
  /// How much is taken out of one.
  struct Limits: Sendable {
    var entries: Int64 = 10_000
    /// Of all files together.
    var bytes: Int64 = 1 << 30
    /// How many times the size of the archive the files may have…
    var ratio: Int64 = 100
    /// …when they have more bytes than this.
    var unsuspicious: Int64 = 4 << 20
  }

  private let path: String
  private let directory: ZipDirectory

  private static let localHeaderSize = 30
  private static let pieceSize = 1 << 20

  /// Takes all files out.
  ///
  /// - Parameter folder: does not exist, or is empty; it has all files in the end, or is as it was.
  /// - Throws: ``ExecutionError`` (`invalidInput`) for an archive that is not taken, else what the disk says.
  static func extract(_ path: String, into folder: String, limits: Limits = Limits()) throws {
    do {
      let archive = try ZipArchive(path: path, directory: ZipDirectory(of: path, limits: limits))
      try archive.extract(into: folder)
    } catch let error as ZipError {
      throw ExecutionError(
        .invalidInput, "the zip archive cannot be used: \(error.reason)",
        help: "send one of plain files with relative names, as `zip -r` makes it")
    } catch let error as FileSystemError {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
    }
  }

  private func extract(into folder: String) throws {
    let parent = Disk.parent(of: folder)
    try Disk.makeFolder(parent)
    let scratch = try Disk.makeScratchFolder(in: parent, named: ".unpacking")
    do {
      var place: Int64 = 0
      // Of entries that lie over each other a short archive could hold any number.
      for entry in directory.entries {
        guard entry.offset >= place else { throw ZipError("files lie over each other in it") }
        place = try extract(entry, to: scratch + "/" + entry.path)
      }
      guard rename(scratch, folder) == 0 else { throw FileSystemError("make the folder", folder) }
    } catch {
      try? Disk.removeTree(scratch)
      throw error
    }
  }

  /// - Returns: where the entry ends in the archive.
  private func extract(_ entry: ZipEntry, to target: String) throws -> Int64 {
    let start = try contentStart(of: entry)
    let end = start + entry.packedSize
    guard end <= directory.start else { throw ZipError("`\(entry.path)` is cut off") }
    if entry.isFolder {
      try Disk.makeFolder(target)
      return end
    }
    try Disk.makeFolder(Disk.parent(of: target))
    let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw FileSystemError("write", target) }
    defer { close(file) }
    var written = WrittenEntry(entry: entry)
    try unpack(entry, from: start) { bytes in
      try written.add(bytes)
      try Disk.append(Array(bytes), to: file, target)
    }
    try written.checkWhole()
    return end
  }

  /// Where the bytes of an entry begin, by its local header (APPNOTE 4.3.7), which has to say the same as the directory.
  private func contentStart(of entry: ZipEntry) throws -> Int64 {
    let header = LittleEndianBytes(try Disk.read(path, from: entry.offset, count: Self.localHeaderSize))
    guard header.u32(at: 0) == 0x0403_4B50, let method = header.u16(at: 8), let nameLength = header.u16(at: 26),
      let extraLength = header.u16(at: 28)
    else { throw ZipError("`\(entry.path)` is damaged") }
    let nameStart = entry.offset + Int64(Self.localHeaderSize)
    let name = String(decoding: try Disk.read(path, from: nameStart, count: Int(nameLength)), as: UTF8.self)
    guard name == entry.path + (entry.isFolder ? "/" : ""), (method == 8) == entry.isDeflated else {
      throw ZipError("`\(entry.path)` has another name or method in its directory")
    }
    return nameStart + Int64(nameLength) + Int64(extraLength)
  }

  private func unpack(_ entry: ZipEntry, from start: Int64, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    guard let inflater = Inflater() else { throw FileSystemError("read", path, number: ENOMEM, isWriting: false) }
    var place: Int64 = 0
    while place < entry.packedSize {
      let count = Int(min(entry.packedSize - place, Int64(Self.pieceSize)))
      let bytes = try Disk.read(path, from: start + place, count: count)
      guard bytes.count == count else { throw ZipError("`\(entry.path)` is cut off") }
      place += Int64(count)
      if !entry.isDeflated {
        try take(bytes[...])
      } else {
        guard try inflater.feed(bytes, take) == 0 else { throw ZipError("`\(entry.path)` is damaged") }
      }
    }
    if entry.isDeflated, !inflater.isAtEnd { throw ZipError("`\(entry.path)` is damaged") }
  }
}

/// What was taken out of an entry so far.
private struct WrittenEntry {
  let entry: ZipEntry
  private var size: Int64 = 0
  private var checksum: UInt = 0

  init(entry: ZipEntry) { self.entry = entry }

  mutating func add(_ bytes: ArraySlice<UInt8>) throws(ZipError) {
    size += Int64(bytes.count)
    guard size <= entry.size else { throw ZipError("`\(entry.path)` is longer than it says") }
    checksum = bytes.withUnsafeBufferPointer { crc32(checksum, $0.baseAddress, UInt32($0.count)) }
  }

  func checkWhole() throws(ZipError) {
    guard size == entry.size, checksum == UInt(entry.checksum) else { throw ZipError("`\(entry.path)` is damaged") }
  }
}
