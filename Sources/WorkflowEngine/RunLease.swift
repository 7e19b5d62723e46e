import Glibc
import TaskFolder
import WorkflowModel

/// The right to go on with a run: one process has it at a time, and loses it when it ends, however it ends.
///
/// It is a lock of the kernel's on `<run>/lock`; what is written there is for people.
package final class RunLease: Sendable {
  private let file: Int32
  /// Names the lock among all of this start of this machine; nil on file systems that have no locks.
  let identity: String?

  private init(_ file: Int32, isLocked: Bool) {
    self.file = file
    var status = stat()
    guard isLocked, fstat(file, &status) == 0,
      let boot = try? Disk.read("/proc/sys/kernel/random/boot_id", limit: 1024)
    else {
      identity = nil
      return
    }
    identity = String(decoding: boot.prefix { $0 != 0x0A }, as: UTF8.self) + ":\(status.st_dev):\(status.st_ino)"
  }

  /// This process, for people.
  static var process: String { "process \(getpid()) on \(hostName)" }

  deinit { close(file) }

  /// - Throws: ``ExecutionError`` (`conflict`) when another process has the run.
  package static func take(_ directory: RunDirectory) throws -> RunLease {
    let path = directory.lock
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw ExecutionError(doing: "write", path: path, number: errno, writing: true) }
    // Some file systems of clusters have no locks: a run there is trusted to be one process's.
    let failure = lock(file)
    guard failure == 0 || [ENOLCK, ENOSYS, EOPNOTSUPP].contains(failure) else {
      close(file)
      guard failure == EWOULDBLOCK else {
        throw ExecutionError(doing: "lock", path: path, number: failure, writing: true)
      }
      throw ExecutionError(
        .conflict, "the run \(directory.place.name) is under way: \(holder(path) ?? "another process has it")",
        help: "watch it: martlet logs -f \(directory.place.name); or end that process first")
    }
    let lease = RunLease(file, isLocked: failure == 0)
    ftruncate(file, 0)
    try onDisk { () throws(FileSystemError) in
      try Disk.append(Array((process + "\n").utf8), to: file, path)
    }
    return lease
  }

  /// Tries a few times, since ``isHeld(_:)`` holds the lock for a moment, too.
  ///
  /// - Returns: the `errno` of what went wrong, or 0.
  private static func lock(_ file: Int32) -> Int32 {
    for _ in 0..<5 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return 0 }
      guard errno == EWOULDBLOCK || errno == EINTR else { return errno }
      usleep(20_000)
    }
    return EWOULDBLOCK
  }

  /// Whether some process has the run; nil when it cannot be told: a run of a version that had no leases.
  package static func isHeld(_ directory: RunDirectory) -> Bool? {
    let file = open(directory.lock, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    if flock(file, LOCK_SH | LOCK_NB) == 0 { return false }
    return errno == EWOULDBLOCK ? true : nil
  }

  /// Who has the run, or had it last, for people.
  package static func holder(of directory: RunDirectory) -> String? { holder(directory.lock) }

  private static func holder(_ path: String) -> String? {
    guard let bytes = try? Disk.read(path, limit: 1024) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    return text?.isEmpty == false ? text : nil
  }

  private static var hostName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress, gethostname(start, buffer.count - 1) == 0 else { return "this machine" }
      return String(cString: start)
    }
  }
}
