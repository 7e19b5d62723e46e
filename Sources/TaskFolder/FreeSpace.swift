import Glibc

/// Room on a file system.
package enum FreeSpace {
  /// Bytes that a user who is not root may still use where the folder lies; nil when nobody can tell.
  package static func bytes(at folder: String) -> Int64? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
  }
}
