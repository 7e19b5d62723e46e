import Glibc

extension Disk {
  /// Puts a file under a second name: by a hard link, by a copy where the file system allows none.
  ///
  /// Links in `source` are followed. The file appears under `path` whole, in place of what was there.
  package static func linkOrCopy(_ source: String, to path: String) throws(FileSystemError) {
    try replace(path) { (part: String) throws(FileSystemError) in
      if linkat(AT_FDCWD, source, AT_FDCWD, part, AT_SYMLINK_FOLLOW) == 0 { return }
      guard [EXDEV, EPERM, EMLINK, ENOTSUP, ENOSYS, EACCES].contains(errno) else {
        throw FileSystemError("link", source, isWriting: errno != ENOENT)
      }
      try copyBytes(source, to: part, for: path)
    }
  }

  /// Copies a file; it appears under `path` whole, in place of what was there, with the permissions of `source`.
  package static func copy(_ source: String, to path: String) throws(FileSystemError) {
    try replace(path) { (part: String) throws(FileSystemError) in try copyBytes(source, to: part, for: path) }
  }

  /// Makes a symbolic link, in place of what was there unless that is a folder.
  package static func link(_ path: String, to target: String) throws(FileSystemError) {
    if symlink(target, path) == 0 { return }
    guard errno == EEXIST else { throw FileSystemError("link", path) }
    if Self.target(of: path) == target { return }
    try replace(path) { (part: String) throws(FileSystemError) in
      guard symlink(target, part) == 0 else { throw FileSystemError("link", path) }
    }
  }

  private static func copyBytes(_ source: String, to part: String, for path: String) throws(FileSystemError) {
    let from = open(source, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw FileSystemError("read", source, isWriting: false) }
    defer { close(from) }
    var status = stat()
    guard fstat(from, &status) == 0 else { throw FileSystemError("read", source, isWriting: false) }
    let to = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777 | 0o200)
    guard to >= 0 else { throw FileSystemError("write", path) }
    defer { close(to) }
    // A clone shares the blocks, where the file system can.
    if ioctl(to, cloneRequest, from) == 0 { return }
    try copyInPieces(from, to, source, path)
  }

  /// `FICLONE` of linux/fs.h.
  private static let cloneRequest: UInt = 0x4004_9409

  private static func copyInPieces(
    _ from: Int32, _ to: Int32, _ source: String, _ path: String
  ) throws(FileSystemError) {
    let size = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(from, buffer, size)
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileSystemError("read", source, isWriting: false) }
      let failure = writeAll(UnsafeRawBufferPointer(start: buffer, count: count), to: to)
      if failure != 0 { throw FileSystemError("write", path, number: failure) }
    }
  }
}
