import AWSClient
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is open for writing.
struct OpenFile: Sendable {
  let descriptor: Int32
  /// As it is called in messages.
  let path: String

  /// When the file is said to have been changed last; a file system may keep no times.
  func setTime(_ time: UnixTime?) {
    guard let time else { return }
    let whole = time.seconds.rounded(.down)
    let own = timespec(tv_sec: Int(whole), tv_nsec: Int((time.seconds - whole) * 1e9))
    _ = futimens(descriptor, [own, own])
  }
}

/// A file that is written under another name and appears under its own when it is whole.
struct LocalTarget: Sendable {
  let path: String
  let descriptor: Int32
  private let temporaryPath: String

  /// - Throws: ``LocalFile/Failure`` when the folder cannot be written.
  init(path: String) throws(LocalFile.Failure) {
    var standing = stat()
    if stat(path, &standing) == 0, standing.st_mode & S_IFMT != S_IFREG {
      let isFolder = standing.st_mode & S_IFMT == S_IFDIR
      throw LocalFile.Failure(
        action: "cannot put a file in the place of", path: path, errno: isFolder ? EISDIR : EEXIST, isWriting: true)
    }
    self.path = path
    temporaryPath = Self.temporaryName(for: path)
    descriptor = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw LocalFile.Failure(action: "cannot create", path: path, errno: errno, isWriting: true)
    }
  }

  /// Of this process, on whatever machine it runs: folders may be shared.
  private static let mark = "\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
  private static let count = Atomic(0)

  /// Beside the file, and not longer than file systems take, whatever the file is called.
  private static func temporaryName(for path: String) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    let name = String(decoding: path.utf8[slash...].prefix(100), as: UTF8.self)
    return "\(path[..<slash]).\(name).\(mark)-\(count.add(1, ordering: .relaxed).newValue).part"
  }

  var file: OpenFile { OpenFile(descriptor: descriptor, path: path) }

  /// Looks for room for the whole, so that a full disk shows before the first byte is fetched.
  func reserve(_ size: Int64) throws(LocalFile.Failure) {
    // What is small is written as soon as it is looked for.
    guard size > 64 * 1024 else { return }
    let number = DiskRoom.check(size, in: descriptor)
    if number != 0 {
      throw LocalFile.Failure(
        action: "cannot make room for \(size) bytes in", path: path, errno: number, isWriting: true)
    }
  }

  /// Lets the file appear.
  func commit(size: Int64, modified: UnixTime?) throws(LocalFile.Failure) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw failure("cannot write") }
    file.setTime(modified)
    guard rename(temporaryPath, path) == 0 else { throw failure("cannot create") }
    close(descriptor)
  }

  /// Leaves nothing behind.
  func discard() {
    unlink(temporaryPath)
    close(descriptor)
  }

  private func failure(_ action: String) -> LocalFile.Failure {
    LocalFile.Failure(action: action, path: path, errno: errno, isWriting: true)
  }
}

/// A file that is only read.
struct LocalSource: Sendable {
  let descriptor: Int32
  let size: Int64
  private let path: String
  private let changed: timespec

  /// - Throws: ``LocalFile/Failure`` when it cannot be read, or is no file.
  init(path: String) throws(LocalFile.Failure) {
    self.path = path
    // A pipe would wait for its writer.
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw LocalFile.Failure(action: "cannot open", path: path, errno: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw LocalFile.Failure(action: "cannot read", path: path, errno: number)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw LocalFile.Failure(action: "cannot read as a file", path: path, errno: isFolder ? EISDIR : ESPIPE)
    }
    size = Int64(status.st_size)
    changed = status.st_ctim
  }

  /// - Throws: ``LocalFile/Failure`` (`ESTALE`) when the file is not what it was when it was opened: what was read of it may
  ///   be of two files.
  func checkUnchanged() throws(LocalFile.Failure) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size == off_t(size), status.st_ctim.tv_sec == changed.tv_sec,
      status.st_ctim.tv_nsec == changed.tv_nsec
    else { throw LocalFile.Failure(action: "cannot upload, for it changed meanwhile,", path: path, errno: ESTALE) }
  }

  /// All of it.
  /// - Throws: ``LocalFile/Failure``, also when the file became shorter.
  func content() throws(LocalFile.Failure) -> [UInt8] {
    do { return try LocalFile.bytes(of: descriptor, offset: 0, count: Int(size)) } catch {
      try checkUnchanged()
      throw LocalFile.Failure(action: "cannot read", path: path, errno: EIO)
    }
  }

  func shut() { close(descriptor) }
}
