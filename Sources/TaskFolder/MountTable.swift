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

  /// A file or a folder by both its names, no link in either.
  struct Place {
    let seen: String
    let actual: String
  }

  private let actualBySeen: [String: String]
  /// Whether what lies in no mount is what this machine has under the same path.
  private let seesMachine: Bool
  /// The folders that hold mounts, as the command saw them.
  private let above: Set<String>

  /// - Parameter seesMachine: whether the command saw this machine's files beside its mounts, as it did when it has
  ///   none.
  package init(_ mounts: [Mount] = [], seesMachine: Bool = false) {
    self.seesMachine = seesMachine || mounts.isEmpty
    actualBySeen = Dictionary(mounts.map { ($0.seen, $0.actual) }, uniquingKeysWith: { $1 })
    var above: Set<String> = []
    for mount in mounts {
      var folder = Disk.parent(of: mount.seen)
      while folder.utf8.count > 1, above.insert(folder).inserted { folder = Disk.parent(of: folder) }
    }
    self.above = above
  }

  package var isEmpty: Bool { actualBySeen.isEmpty }

  /// The innermost mount that holds a path that the command saw, and the rest of that path; nil when none does.
  func mount(of seen: String) -> (mount: Mount, rest: String)? {
    var head = seen
    var tail = ""
    while true {
      if let actual = actualBySeen[head] { return (Mount(seen: head, actual: actual), tail) }
      guard let slash = head.utf8.lastIndex(of: UInt8(ascii: "/")), slash != head.startIndex else {
        return seesMachine ? (Mount(seen: "", actual: ""), seen) : nil
      }
      tail = String(head[slash...]) + tail
      head = String(head[..<slash])
    }
  }

  /// The path of this machine for one that the command saw, by the innermost mount; nil when none holds it.
  package func actual(of seen: String) -> String? { mount(of: seen).map { $0.mount.actual + $0.rest } }

  /// What lies under an absolute path that the command saw, every link resolved as the command would have; nil when
  /// there is nothing. What lies in no mount was in the container alone and is gone: this machine's own files under such
  /// a path are others, unless the command saw them.
  func place(of seen: String) throws(FileSystemError) -> Place? {
    if isEmpty { return try Disk.realPath(of: seen).map { Place(seen: $0, actual: $0) } }
    var waiting = Self.parts(of: seen)
    var resolved = ""
    var links = 0
    while let part = waiting.popLast() {
      if part == "." { continue }
      if part == ".." {
        resolved = resolved.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(resolved[..<$0]) } ?? ""
        continue
      }
      let next = resolved + "/" + part
      guard let target = try target(of: next) else {
        guard above.contains(next) || actual(of: next) != nil else { return nil }
        resolved = next
        continue
      }
      links += 1
      guard links <= 40 else { return nil }
      if target.hasPrefix("/") { resolved = "" }
      waiting += Self.parts(of: target)
    }
    guard let actual = actual(of: resolved), let real = try Disk.realPath(of: actual) else { return nil }
    return Place(seen: resolved, actual: real)
  }

  /// What a link that the command saw says; nil when there is no link.
  private func target(of seen: String) throws(FileSystemError) -> String? {
    guard let (mount, rest) = mount(of: seen), !rest.isEmpty else { return nil }
    let path = mount.actual + rest
    return try Disk.linkStatus(of: path)?.kind == .link ? Disk.target(of: path) : nil
  }

  /// The last comes first.
  private static func parts(of path: String) -> [String] { path.split(separator: "/").map(String.init).reversed() }
}
