import AWSClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written under another name and appears under its own when it is whole.
struct LocalTarget: Sendable {
  let path: String
  let descriptor: Int32
  private let temporaryPath: String

  /// - Throws: ``LocalFile/Failure`` when the folder cannot be written.
  init(path: String) throws(LocalFile.Failure) {
    self.path = path
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    temporaryPath = "\(folder).\(name.prefix(100)).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).part"
    descriptor = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw LocalFile.Failure(action: "cannot create", path: path, errno: errno) }
  }

  /// Makes room for the whole, so that a full disk shows before the first byte is fetched.
  func reserve(_ size: Int64) throws(LocalFile.Failure) {
    guard size > 0 else { return }
    let number = posix_fallocate(descriptor, 0, off_t(size))
    if number == ENOSPC || number == EFBIG {
      throw LocalFile.Failure(action: "cannot make room for \(size) bytes in", path: path, errno: number)
    }
  }

  /// Lets the file appear.
  func commit(size: Int64) throws(LocalFile.Failure) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw failure("cannot write") }
    guard rename(temporaryPath, path) == 0 else { throw failure("cannot create") }
    close(descriptor)
  }

  /// Leaves nothing behind.
  func discard() {
    unlink(temporaryPath)
    close(descriptor)
  }

  private func failure(_ action: String) -> LocalFile.Failure {
    LocalFile.Failure(action: action, path: path, errno: errno)
  }
}

/// A file that is only read.
struct LocalSource: Sendable {
  let descriptor: Int32
  let size: Int64

  /// - Throws: ``LocalFile/Failure`` when it cannot be read.
  init(path: String) throws(LocalFile.Failure) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LocalFile.Failure(action: "cannot open", path: path, errno: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw LocalFile.Failure(action: "cannot read", path: path, errno: number)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw LocalFile.Failure(action: "cannot read as a file", path: path, errno: EISDIR)
    }
    size = Int64(status.st_size)
  }

  func shut() { close(descriptor) }
}
