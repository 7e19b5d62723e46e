import Glibc

/// What is left on the disk that holds a folder.
enum FreeSpace {
  /// In bytes, for this user; nil when the system does not say.
  static func bytes(at folder: String) -> Int64? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int64(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
  }
}
