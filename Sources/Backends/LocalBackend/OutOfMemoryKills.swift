import TaskFolder

/// How often the kernel of this machine has killed a process for lack of memory.
enum OutOfMemoryKills {
  /// Nil where it does not say. Source: `oom_kill` in /proc/vmstat, proc_vmstat(5).
  static var count: Int? {
    let bytes = (try? Disk.read("/proc/vmstat", limit: 1 << 20)) ?? []
    let line = bytes.split(separator: 0x0A).first { $0.starts(with: "oom_kill ".utf8) }
    return line.flatMap { Int(String(decoding: $0.dropFirst(9), as: UTF8.self)) }
  }
}
