import Glibc
import TaskFolder

/// A host's cache of inputs on its disk: what all tasks there agree upon.
///
///     <folder>/lock              held while room is made
///     <folder>/objects/<name>    the bytes of one version of one object; they never change
///     <folder>/records/<name>    its size, then the time of its last change when it was complete, zeros before: 20 digits
///                                each, so that a reader never sees half; held by whoever brings it; touched when it is used
///
/// Locks are the kernel's: they end with their holder. An object that does not look as its record says (a command wrote
/// into it, a disk was full) does not count.
struct CacheFolder: Sendable {
  let path: String

  /// Of a part of an object that nobody writes to any more, in nanoseconds.
  private static let oldestRemains: Int64 = 900 * 1_000_000_000
  /// A record without an object is a task's that died when this old, in nanoseconds.
  private static let oldestPromise: Int64 = 12 * 3600 * 1_000_000_000

  func object(_ name: String) -> String { "\(path)/objects/\(name)" }
  private func record(_ name: String) -> String { "\(path)/records/\(name)" }

  /// Makes the folders, which tasks of all users may write to.
  func make() throws(FileSystemError) {
    for folder in [path, path + "/objects", path + "/records"] {
      try Disk.makeFolder(folder)
      chmod(folder, 0o1777)
    }
    guard access(path + "/objects", W_OK) == 0 else { throw FileSystemError("write to", path) }
  }

  // MARK: Entries

  /// Whether the whole object is there, unchanged. That counts as a use of it.
  func use(_ name: String, size: Int64) throws(FileSystemError) -> Bool {
    guard let status = try Disk.status(of: object(name)), status.kind == .file else { return false }
    guard status.size == size, try promise(name) == Promise(size: size, modified: status.modified) else {
      unlink(object(name))
      return false
    }
    utimensat(AT_FDCWD, record(name), nil, 0)
    return true
  }

  /// Notes that the object is complete.
  func complete(_ name: String) throws(FileSystemError) {
    chmod(object(name), 0o444)
    guard let status = try Disk.status(of: object(name)) else { return }
    try write(Promise(size: status.size, modified: status.modified), name)
  }

  /// Takes room for an object that comes.
  func promise(_ name: String, size: Int64) throws(FileSystemError) {
    if try promise(name) != nil { return }
    try write(Promise(size: size, modified: nil), name)
  }

  func remove(_ name: String) {
    unlink(object(name))
    unlink(record(name))
  }

  /// All that is there or is to come. Promises that nobody will keep are taken back.
  func entries() throws(FileSystemError) -> [CacheRoom.Entry] {
    var entries: [CacheRoom.Entry] = []
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    for name in try Disk.names(in: Array((path + "/records").utf8CString)) {
      let name = Disk.readable(name)
      guard let status = try Disk.status(of: record(name)), let promise = try promise(name) else { continue }
      if promise.modified == nil, Int64(now.tv_sec) * 1_000_000_000 - status.modified > Self.oldestPromise {
        remove(name)
        continue
      }
      entries.append(
        CacheRoom.Entry(
          name: name, size: promise.size, used: status.modified, isComing: promise.modified == nil))
    }
    removeRemains(at: Int64(now.tv_sec) * 1_000_000_000)
    return entries
  }

  /// What a killed task had brought of an object lies under a hidden name. Whoever still brings one writes all the time.
  private func removeRemains(at now: Int64) {
    for name in (try? Disk.names(in: Array((path + "/objects").utf8CString))) ?? [] {
      let file = object(Disk.readable(name))
      guard name.first == CChar(bitPattern: UInt8(ascii: ".")), let status = try? Disk.status(of: file),
        now - status.modified > Self.oldestRemains
      else { continue }
      unlink(file)
    }
  }

  /// What a record says.
  private struct Promise: Hashable {
    let size: Int64
    /// Of the complete object, nanoseconds since 1970.
    let modified: Int64?
  }

  private func promise(_ name: String) throws(FileSystemError) -> Promise? {
    guard try Disk.status(of: record(name)) != nil else { return nil }
    let words = String(decoding: try Disk.read(record(name), limit: 256), as: UTF8.self).split(separator: " ")
    guard words.count == 2, let size = Int64(words[0]), let modified = Int64(words[1]) else { return nil }
    return Promise(size: size, modified: modified == 0 ? nil : modified)
  }

  /// In place, since the lock hangs on the file, and in one go.
  private func write(_ promise: Promise, _ name: String) throws(FileSystemError) {
    let file = Self.open(record(name))
    guard file >= 0 else { throw FileSystemError("write", record(name)) }
    defer { close(file) }
    let text = [promise.size, promise.modified ?? 0].map(Self.digits).joined(separator: " ")
    try Disk.append(Array(text.utf8), to: file, record(name))
  }

  private static func digits(_ number: Int64) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, 20 - digits.utf8.count)) + digits
  }

  /// Opens a file that all tasks may write to, and makes it when it is not there. Where it is, it is not opened as one that
  /// may have to be made: Linux forbids that in folders for everybody when the file is somebody else's.
  private static func open(_ path: String) -> Int32 {
    for _ in 0..<2 {
      let there = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      if there >= 0 || errno != ENOENT { return there }
      let made = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if made >= 0 { fchmod(made, 0o666) }
      if made >= 0 || errno != EEXIST { return made }
    }
    return -1
  }

  // MARK: Locks

  /// Runs `body` while nobody else makes room.
  func whileAlone<Result>(_ body: () throws -> Result) async throws -> Result {
    let lock = try await Self.lock(path + "/lock")
    defer { close(lock) }
    return try body()
  }

  /// Runs `body` while nobody else brings the object.
  func whileBringing<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
    let lock = try await Self.lock(record(name))
    defer { close(lock) }
    return try await body()
  }

  /// Waits without holding up a thread, which the holder may need.
  private static func lock(_ path: String) async throws -> Int32 {
    let file = open(path)
    guard file >= 0 else { throw FileSystemError("lock", path) }
    do {
      while flock(file, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR else { throw FileSystemError("lock", path) }
        try await Task.sleep(for: .milliseconds(100))
      }
      return file
    } catch {
      close(file)
      throw error
    }
  }
}
