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

/// Room that files take.
package enum UsedSpace {
  /// Bytes on disks of all that lies below a folder, links not followed. What cannot be looked at counts nothing.
  package static func bytes(below folder: String) -> Int64 { bytes(Array(folder.utf8CString)) }

  private static func bytes(_ path: [CChar]) -> Int64 {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    var sum = Int64(status.st_blocks) * 512
    guard status.st_mode & S_IFMT == S_IFDIR, let names = try? Disk.names(in: path) else { return sum }
    for name in names { sum += bytes(path.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + name) }
    return sum
  }
}
