import Glibc
import Synchronization

extension Disk {
  private static let partNumber = Atomic<Int>(0)

  /// A name beside `path` that no one else uses, for a file that is not whole yet.
  package static func partName(for path: String) -> String {
    let number = partNumber.add(1, ordering: .relaxed).newValue
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.utf8.startIndex
    return String(path[..<name]) + ".martlet-\(getpid())-\(number).part"
  }

  /// Replaces a file as a whole: a reader sees the old bytes or the new ones.
  ///
  /// - Parameter sync: wait until the bytes are on the disk, so that they outlive a power cut.
  /// - Parameter mode: the permissions, before the umask.
  package static func write(
    _ bytes: [UInt8], to path: String, sync: Bool = false, mode: UInt32 = 0o666
  ) throws(FileSystemError) {
    try replace(path) { (part: String) throws(FileSystemError) in
      let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard file >= 0 else { throw FileSystemError("write", path) }
      defer { close(file) }
      try append(bytes, to: file, path)
      if sync, fsync(file) != 0 { throw FileSystemError("write", path) }
    }
  }

  /// Replaces a file by what `make` puts under the name it is given; that is removed when it throws.
  package static func replace(
    _ path: String, _ make: (String) throws(FileSystemError) -> Void
  ) throws(FileSystemError) {
    let part = partName(for: path)
    do throws(FileSystemError) {
      try make(part)
      guard rename(part, path) == 0 else { throw FileSystemError("write", path) }
      // Of two names of one file, rename leaves both.
      unlink(part)
    } catch {
      unlink(part)
      throw error
    }
  }

  /// Writes all bytes to an open file.
  package static func append(_ bytes: [UInt8], to file: Int32, _ path: String) throws(FileSystemError) {
    let failure = bytes.withUnsafeBytes { writeAll($0, to: file) }
    if failure != 0 { throw FileSystemError("write", path, number: failure) }
  }

  /// Writes to the end of a file, which exists.
  package static func append(_ bytes: [UInt8], to path: String) throws(FileSystemError) {
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw FileSystemError("write", path, number: errno) }
    defer { close(file) }
    try append(bytes, to: file, path)
  }

  /// - Returns: the `errno` of what went wrong, or 0.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count < 0, errno != EINTR { return errno }
      done += max(0, count)
    }
    return 0
  }

  /// The whole content of a file.
  ///
  /// - Throws: with `EFBIG` when it has more than `limit` bytes, with `EISDIR` when it is a folder.
  package static func read(_ path: String, limit: Int = .max) throws(FileSystemError) -> [UInt8] {
    let file = try openToRead(path)
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileSystemError("read", path, isWriting: false) }
    guard Int(status.st_size) <= limit else {
      throw FileSystemError("read", path, number: EFBIG, isWriting: false)
    }
    var bytes: [UInt8] = []
    // One byte more than the size tells the end without a second call; what has no size is read in pieces.
    var room = max(Int(status.st_size) + 1, 4096)
    while true {
      let count = try read(file, room, into: &bytes, path)
      if count == 0 { return bytes }
      guard bytes.count <= limit else { throw FileSystemError("read", path, number: EFBIG, isWriting: false) }
      room = bytes.count < Int(status.st_size) ? Int(status.st_size) + 1 - bytes.count : 65_536
    }
  }

  /// The bytes of a file from a place on, at most `count` of them.
  package static func read(_ path: String, from start: Int64, count: Int) throws(FileSystemError) -> [UInt8] {
    let file = try openToRead(path)
    defer { close(file) }
    guard lseek(file, off_t(start), SEEK_SET) >= 0 else { throw FileSystemError("read", path, isWriting: false) }
    var bytes: [UInt8] = []
    while bytes.count < count, try read(file, min(count - bytes.count, 1 << 20), into: &bytes, path) > 0 {}
    return bytes
  }

  /// The last bytes of a file, at most `count`.
  package static func readTail(_ path: String, count: Int) throws(FileSystemError) -> [UInt8] {
    let file = try openToRead(path)
    defer { close(file) }
    let size = lseek(file, 0, SEEK_END)
    if size > off_t(count) { lseek(file, -off_t(count), SEEK_END) } else { lseek(file, 0, SEEK_SET) }
    var bytes: [UInt8] = []
    while bytes.count < count, try read(file, count - bytes.count, into: &bytes, path) > 0 {}
    return bytes
  }

  private static func openToRead(_ path: String) throws(FileSystemError) -> Int32 {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileSystemError("read", path, isWriting: false) }
    return file
  }

  private static func read(
    _ file: Int32, _ room: Int, into bytes: inout [UInt8], _ path: String
  ) throws(FileSystemError) -> Int {
    while true {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let read = Glibc.read(file, buffer.baseAddress, room)
        failure = read < 0 ? errno : 0
        count = max(0, read)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw FileSystemError("read", path, number: failure, isWriting: false) }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      return piece.count
    }
  }
}
