#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Room for a file that is about to be written.
enum DiskRoom {
  /// Whether the file's disk has so much left. It is only looked at, not taken: some file systems would have to fill it with
  /// zeros first. Where nobody can tell, the writing itself will.
  ///
  /// - Returns: `ENOSPC` when there is not enough; 0 else.
  static func check(_ size: Int64, in descriptor: Int32) -> Int32 {
    var system = statvfs()
    // A file system in memory without a limit has no blocks.
    guard fstatvfs(descriptor, &system) == 0, system.f_blocks > 0 else { return 0 }
    let free = Int64(clamping: UInt64(system.f_bavail) &* UInt64(system.f_frsize))
    return size > free ? ENOSPC : 0
  }
}
