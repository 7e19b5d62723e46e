import TaskFolder

/// Files of the kernel that hold one line.
enum SmallFile {
  /// The first line; empty when there is no such file, as on machines without control groups.
  static func line(_ path: String) -> String {
    let bytes = (try? Disk.read(path, limit: 65_536)) ?? []
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}
