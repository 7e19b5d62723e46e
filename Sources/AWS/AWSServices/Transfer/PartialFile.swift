import AWSClient
import Digest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A large file on its way, which outlives the process that brings it: beside the target, under a name of its own, and
/// behind its bytes a record of which object it belongs to and which parts are there.
///
/// The record is believed only as long as the machine has not been started anew: parts are written without waiting for
/// the disk, and only a running machine keeps their order. Two processes never have the same file: it is locked.
struct PartialFile: Sendable {
  let path: String
  let descriptor: Int32
  let plan: PartPlan
  /// Parts that were there when it was opened, by index.
  let done: Set<Int>
  private let partialPath: String
  private let head: [UInt8]

  /// - Returns: nil when another process has the file.
  /// - Throws: ``LocalFile/Failure`` when the folder cannot be written.
  init?(for path: String, size: Int64, eTag: String, partSize: Int64) throws(LocalFile.Failure) {
    self.path = path
    plan = PartPlan(size: size, partSize: partSize)
    partialPath = Self.name(for: path)
    head = Self.head(size: size, eTag: eTag, partSize: plan.partSize)
    descriptor = open(partialPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw LocalFile.Failure(action: "cannot create", path: path, errno: errno, isWriting: true)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isStill(descriptor, at: partialPath) else {
      close(descriptor)
      return nil
    }
    done = Self.partsThere(descriptor, plan, head)
    if done.isEmpty, ftruncate(descriptor, 0) != 0 { throw failure("cannot write") }
  }

  var file: OpenFile { OpenFile(descriptor: descriptor, path: path) }

  /// Looks for room for the whole and writes the record, once; a full disk shows before the first byte is fetched.
  func prepare() throws(LocalFile.Failure) {
    guard done.isEmpty else { return }
    let record = head + [UInt8](repeating: 0, count: plan.count)
    let number = DiskRoom.check(plan.size + Int64(record.count), in: descriptor)
    if number != 0 {
      throw LocalFile.Failure(
        action: "cannot make room for \(plan.size) bytes in", path: path, errno: number, isWriting: true)
    }
    try write(record, at: plan.size)
  }

  /// Notes that a part is there.
  func mark(_ part: PartPlan.Part) throws(LocalFile.Failure) {
    try write([1], at: plan.size + Int64(head.count) + Int64(part.number - 1))
  }

  /// Lets the file appear.
  func commit(modified: UnixTime?) throws(LocalFile.Failure) {
    guard ftruncate(descriptor, off_t(plan.size)) == 0 else { throw failure("cannot write") }
    file.setTime(modified)
    guard rename(partialPath, path) == 0 else { throw failure("cannot create") }
    close(descriptor)
  }

  /// Leaves it for the next attempt when there is something to go on with, else nothing.
  func leave() {
    if Self.partsThere(descriptor, plan, head).isEmpty { unlink(partialPath) }
    close(descriptor)
  }

  func discard() {
    unlink(partialPath)
    close(descriptor)
  }

  private func write(_ bytes: [UInt8], at offset: Int64) throws(LocalFile.Failure) {
    var failed: LocalFile.Failure?
    bytes.withUnsafeBytes { buffer in
      do throws(LocalFile.Failure) {
        try LocalFile.write(buffer, to: descriptor, offset: offset, path: path)
      } catch { failed = error }
    }
    if let failed { throw failed }
  }

  private func failure(_ action: String) -> LocalFile.Failure {
    LocalFile.Failure(action: action, path: path, errno: errno, isWriting: true)
  }
}

extension PartialFile {
  /// One name a target, however long the target's is.
  static func name(for path: String) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    return String(path[..<slash]) + ".martlet-\(ContentDigest.short(of: Array(path[slash...].utf8))).part"
  }

  private static func head(size: Int64, eTag: String, partSize: Int64) -> [UInt8] {
    let boot = (try? LocalFile.text("/proc/sys/kernel/random/boot_id"))?.trimmed ?? ""
    return Array("martlet-part 1\n\(boot)\n\(eTag)\n\(size)\n\(partSize)\n".utf8)
  }

  private static func partsThere(_ descriptor: Int32, _ plan: PartPlan, _ head: [UInt8]) -> Set<Int> {
    let length = head.count + plan.count
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == plan.size + Int64(length),
      let record = try? LocalFile.bytes(of: descriptor, offset: plan.size, count: length), record.starts(with: head)
    else { return [] }
    return Set(record.dropFirst(head.count).enumerated().filter { $0.element == 1 }.map(\.offset))
  }

  /// Whether the name still leads to the open file: the process that had the lock may have renamed or removed it.
  private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
    var (own, named) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && lstat(path, &named) == 0 && own.st_ino == named.st_ino
      && own.st_dev == named.st_dev && own.st_mode & S_IFMT == S_IFREG
  }
}
