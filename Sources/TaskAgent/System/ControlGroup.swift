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
  var peakMemory: Int64? { first(unified: "memory.peak", "memory", "memory.max_usage_in_bytes", Self.number) }

  /// The bytes of memory that the group may use; nil for no limit.
  var memoryLimit: Int64? {
    // Version 1 says "no limit" by a number that no machine has.
    first(unified: "memory.max", "memory", "memory.limit_in_bytes", Self.number).flatMap { $0 < 1 << 60 ? $0 : nil }
  }

  /// What the group's processes have used until now. The work of a command is the difference of two of these.
  struct Counters: Hashable, Sendable {
    /// Milliseconds.
    var processorTime: Int64?
    var bytesRead: Int64?
    var bytesWritten: Int64?

    func since(_ earlier: Counters) -> Counters {
      func difference(_ member: KeyPath<Counters, Int64?>) -> Int64? {
        guard let now = self[keyPath: member], let then = earlier[keyPath: member], now >= then else { return nil }
        return now - then
      }
      return Counters(
        processorTime: difference(\.processorTime), bytesRead: difference(\.bytesRead),
        bytesWritten: difference(\.bytesWritten))
    }
  }

  var counters: Counters {
    let time =
      first(unified: "cpu.stat") { Self.sum(of: "usage_usec", in: $0).map { $0 / 1000 } }
      ?? first("cpuacct", "cpuacct.usage") { Self.number($0).map { $0 / 1_000_000 } }
    let io = { (names: (String, String)) in
      first(unified: "io.stat") { Self.sum(of: names.0, in: $0) }
        ?? first("blkio", "blkio.throttle.io_service_bytes") { Self.sum(of: names.1, in: $0) }
    }
    return Counters(
      processorTime: time, bytesRead: io(("rbytes", "Read")), bytesWritten: io(("wbytes", "Write")))
  }

  // MARK: Reading

  private static func number(_ text: String) -> Int64? { Int64(text.prefix { $0.isASCII && $0.isNumber }) }

  /// The sum of the numbers that follow a name, after a space or `=`; nil when it never stands there.
  private static func sum(of name: String, in text: String) -> Int64? {
    let words = text.split { $0 == " " || $0 == "=" || $0.isNewline }
    let values = zip(words, words.dropFirst()).filter { $0.0 == name }.compactMap { Int64($0.1) }
    return values.isEmpty ? nil : values.reduce(0, &+)
  }

  private func first(
    unified name: String, _ controller: String, _ old: String, _ read: (String) -> Int64?
  ) -> Int64? {
    first(unified: name, read) ?? first(controller, old, read)
  }

  private func first(unified name: String, _ read: (String) -> Int64?) -> Int64? {
    first([root + path(ofController: nil), root], name, read)
  }

  private func first(_ controller: String, _ name: String, _ read: (String) -> Int64?) -> Int64? {
    let folder = root + "/" + controller
    return first([folder + path(ofController: controller), folder], name, read)
  }

  /// The group may lie below the mount by its path as the host sees it, and at the mount itself, which is where a
  /// container finds its own.
  private func first(_ folders: [String], _ name: String, _ read: (String) -> Int64?) -> Int64? {
    for folder in folders {
      guard let bytes = try? Disk.read("\(folder)/\(name)", limit: 1 << 20) else { continue }
      if let value = read(String(decoding: bytes, as: UTF8.self)) { return value }
    }
    return nil
  }

  /// - Parameter controller: of version 1; nil for version 2.
  private func path(ofController controller: String?) -> String {
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isMeant =
        if let controller {
          parts[1].split(separator: ",").contains { $0 == controller }
        } else {
          parts[0] == "0" && parts[1].isEmpty
        }
      if isMeant { return parts[2] == "/" ? "" : String(parts[2]) }
    }
    return ""
  }
}
