import Glibc
import TaskFolder

/// How much room the files below a folder take, links not followed.
struct TreeSize {
  /// A file with several names.
  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private(set) var bytes: Int64 = 0
  private(set) var files = 0
  /// How many names of each file that has several were met.
  private var shared: [Identity: UInt64] = [:]

  /// Adds what lies under a path; nothing there is fine. A file with several names counts when all of them were added: only
  /// then does removing them give room.
  mutating func add(_ path: String) throws(FileSystemError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw FileSystemError("look at", path, isWriting: false)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return add(status) }
    for name in try Disk.textNames(in: path) { try add(path + "/" + name) }
  }

  private mutating func add(_ status: stat) {
    files += 1
    guard status.st_mode & S_IFMT == S_IFREG else { return }
    if status.st_nlink <= 1 {
      bytes += Int64(status.st_size)
      return
    }
    let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    let met = (shared[identity] ?? 0) + 1
    shared[identity] = met
    if met == status.st_nlink { bytes += Int64(status.st_size) }
  }
}
