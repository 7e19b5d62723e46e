import Glibc

/// This machine's files by their paths: the few operations that everything which touches them shares.
///
/// Every function throws ``FileSystemError`` with what was being done and to what. Nothing here waits for anything but
/// the disk.
package enum Disk {}

/// What is known of a file without opening it.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case file, folder, link, other }

  package let kind: Kind
  /// Bytes.
  package let size: Int64
  package let device: UInt64
  package let inode: UInt64
  /// Nanoseconds since 1970.
  package let modified: Int64
  /// When anything of it was last changed, its name and times included: nanoseconds since 1970.
  package let changed: Int64

  /// Whether it is the same file with the same content, as far as size and time tell: a further name changes nothing.
  package static func == (left: FileStatus, right: FileStatus) -> Bool {
    left.kind == right.kind && left.size == right.size && left.device == right.device && left.inode == right.inode
      && left.modified == right.modified
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(device)
    hasher.combine(inode)
  }

  /// Changes when the content does, as far as size and time tell.
  package var version: String { "\(size)-\(modified)" }

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int64(status.st_size)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }
}

extension Disk {
  /// What lies under a path, links followed; nil when there is nothing.
  package static func status(of path: String) throws(FileSystemError) -> FileStatus? {
    try status(path, stat(_:_:))
  }

  /// What lies under a path, a link being itself; nil when there is nothing.
  package static func linkStatus(of path: String) throws(FileSystemError) -> FileStatus? {
    try status(path, lstat(_:_:))
  }

  private static func status(
    _ path: String, _ call: (UnsafePointer<CChar>, UnsafeMutablePointer<stat>) -> Int32
  ) throws(FileSystemError) -> FileStatus? {
    var found = Glibc.stat()
    if call(path, &found) == 0 { return FileStatus(found) }
    if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
    throw FileSystemError("look at", path, isWriting: false)
  }

  /// The path with every link resolved; nil when there is nothing.
  package static func realPath(of path: String) throws(FileSystemError) -> String? {
    guard let resolved = realpath(path, nil) else {
      if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
      throw FileSystemError("resolve", path, isWriting: false)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What a symbolic link says; nil when there is no link.
  package static func target(of link: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let count = readlink(link, start, buffer.count)
      return count < 0 ? nil : String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
  }
}
