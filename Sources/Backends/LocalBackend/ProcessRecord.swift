import Glibc
import TaskFolder

/// A process as `/proc` tells of it.
struct ProcessRecord: Hashable {
  let id: pid_t
  let isZombie: Bool
  let group: pid_t
  let session: pid_t
  /// Clock ticks since the machine started; with the identifier it names one process for ever.
  let start: UInt64

  /// - Returns: nil when there is no such process.
  init?(_ id: pid_t) {
    guard let bytes = try? Disk.read("/proc/\(id)/stat", limit: 65_536) else { return nil }
    // The name may hold anything; what follows its last parenthesis is regular.
    guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
    guard fields.count > 19, let group = pid_t(fields[2]), let session = pid_t(fields[3]),
      let start = UInt64(fields[19])
    else { return nil }
    self.id = id
    isZombie = fields[0] == "Z" || fields[0] == "X"
    self.group = group
    self.session = session
    self.start = start
  }

  /// All processes that can be seen.
  static func all() -> [ProcessRecord] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var found: [ProcessRecord] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let id = pid_t(name), let process = ProcessRecord(id) { found.append(process) }
    }
    return found
  }
}
