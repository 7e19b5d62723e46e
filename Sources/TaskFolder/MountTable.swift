import Glibc

/// Where paths that a command saw in its container lie on this machine.
///
/// Needed because a link that a command made (`ln -s /mnt/martlet/inputs/a.bam out.bam`) says the container's path.
package struct MountTable: Sendable {
  package struct Mount: Hashable, Sendable {
    /// As the command saw it. Absolute.
    package let seen: String
    /// On this machine. Absolute.
    package let actual: String

    package init(seen: String, actual: String) {
      self.seen = seen
      self.actual = actual
    }
  }

  private let actualBySeen: [String: String]

  package init(_ mounts: [Mount] = []) {
    actualBySeen = Dictionary(mounts.map { ($0.seen, $0.actual) }, uniquingKeysWith: { $1 })
  }

  package var isEmpty: Bool { actualBySeen.isEmpty }

  /// The path of this machine for one that the command saw, by the innermost mount; nil when none holds it.
  package func actual(of seen: String) -> String? {
    var head = seen
    var tail = ""
    while true {
      if let actual = actualBySeen[head] { return actual + tail }
      guard let slash = head.utf8.lastIndex(of: UInt8(ascii: "/")), slash != head.startIndex else { return nil }
      tail = String(head[slash...]) + tail
      head = String(head[..<slash])
    }
  }

  /// The path with every link resolved as the command would have; nil when there is nothing.
  package func realPath(of path: String) throws(FileSystemError) -> String? {
    isEmpty ? try Disk.realPath(of: path) : try resolve(path)
  }

  private func resolve(_ path: String) throws(FileSystemError) -> String? {
    var waiting = path.split(separator: "/").map(String.init).reversed() as [String]
    var resolved = ""
    var links = 0
    while let part = waiting.popLast() {
      switch part {
      case ".": continue
      case "..":
        resolved = resolved.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(resolved[..<$0]) } ?? ""
        continue
      default: break
      }
      let next = resolved + "/" + part
      guard let status = try Disk.linkStatus(of: next) else { return nil }
      guard status.kind == .link, let target = Disk.target(of: next) else {
        resolved = next
        continue
      }
      links += 1
      guard links <= 40 else { return nil }
      let followed = target.hasPrefix("/") ? actual(of: target) ?? target : target
      if followed.hasPrefix("/") { resolved = "" }
      waiting += followed.split(separator: "/").map(String.init).reversed()
    }
    return resolved.isEmpty ? "/" : resolved
  }
}
