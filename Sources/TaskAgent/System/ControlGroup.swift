import TaskFolder

/// What the container's control group tells, in version 1 or 2.
struct ControlGroup {
  /// The folder where control groups are mounted; another one in tests.
  let root: String
  /// The groups of this process, as `/proc/self/cgroup` tells them.
  let membership: String

  init(root: String, membership: String) {
    self.root = root
    self.membership = membership
  }

  /// The group of this process.
  init() {
    let text = (try? Disk.read("/proc/self/cgroup", limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
    self.init(root: "/sys/fs/cgroup", membership: text ?? "")
  }

  /// The most memory that was in use at once, in bytes, the kernel's cache of files included; nil when it is not told.
  var peakMemory: Int64? {
    let files =
      folders.map { $0.isUnified ? $0.path + "/memory.peak" : $0.path + "/memory.max_usage_in_bytes" }
    for file in files {
      guard let bytes = try? Disk.read(file, limit: 64) else { continue }
      let digits = bytes.prefix { (0x30...0x39).contains($0) }
      if let value = Int64(String(decoding: digits, as: UTF8.self)) { return value }
    }
    return nil
  }

  /// Where the group may lie: below the mount by its path as the host sees it, and at the mount itself, which is where a
  /// container finds its own.
  private var folders: [(path: String, isUnified: Bool)] {
    var unified = "", memory = ""
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let path = parts[2] == "/" ? "" : String(parts[2])
      if parts[0] == "0", parts[1].isEmpty { unified = path }
      if parts[1].split(separator: ",").contains("memory") { memory = path }
    }
    return [
      (root + unified, true), (root, true), (root + "/memory" + memory, false), (root + "/memory", false),
    ]
  }
}
