import CNamespaces
import Glibc
import TaskFolder

/// This process's own view of the machine's mounts, in which folders appear at paths that the machine has not got.
///
/// Nothing is made or changed outside the process: where a mount point does not exist, a file system in memory covers the
/// nearest folder above it, in which everything that was there is bound again beside the new folder.
/// See mount_namespaces(7), user_namespaces(7).
struct MountNamespace: ~Copyable {
  /// A step that the system refused.
  struct Refusal: Error {
    let doing: String
    let number: Int32

    var text: String { "cannot \(doing): \(String(cString: strerror(number)))" }
  }

  /// The devices of the file systems that cover folders of the machine.
  private var covers: Set<dev_t> = []

  /// Enters it: with the rights that the process has, or in a user namespace as the same user. To be called while the
  /// process has one thread.
  init() throws(Refusal) {
    let (user, group) = (getuid(), getgid())
    if namespaces_unshare_mounts(0) != 0 {
      try Self.check("have mounts of its own", namespaces_unshare_mounts(1))
      try Self.write("deny", to: "/proc/self/setgroups")
      try Self.write("\(user) \(user) 1", to: "/proc/self/uid_map")
      try Self.write("\(group) \(group) 1", to: "/proc/self/gid_map")
    }
    try Self.check("keep its mounts to itself", namespaces_make_private())
  }

  /// Makes a folder appear at a path.
  mutating func bind(_ folder: String, at mountPoint: String) throws(Refusal) {
    var existing = mountPoint
    while try Self.status(of: existing) == nil { existing = Disk.parent(of: existing) }
    if existing != mountPoint {
      if let status = try Self.status(of: existing), !covers.contains(status.st_dev) {
        if existing == "/" { try coverRoot(status, with: folder) } else { try cover(existing, status) }
      }
      try Self.onDisk { () throws(FileSystemError) in try Disk.makeFolder(mountPoint) }
    }
    try Self.check("mount \(folder) at \(mountPoint)", namespaces_bind(folder, mountPoint))
  }

  private mutating func cover(_ folder: String, _ status: stat) throws(Refusal) {
    let before = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard before >= 0 else { throw Refusal(doing: "open \(folder)", number: errno) }
    defer { close(before) }
    let names = try Self.names(in: folder)
    try Self.check("cover \(folder)", namespaces_mount_memory(folder, status.st_mode))
    try fill(folder, with: names, of: "/proc/self/fd/\(before)")
  }

  /// The root cannot be covered for a process that has it already: the cover is moved there, and becomes its root.
  ///
  /// - Parameter somewhere: a folder on which the cover is mounted first.
  private mutating func coverRoot(_ status: stat, with somewhere: String) throws(Refusal) {
    let names = try Self.names(in: "/")
    try Self.check("cover \(somewhere)", namespaces_mount_memory(somewhere, status.st_mode))
    guard chdir(somewhere) == 0 else { throw Refusal(doing: "enter \(somewhere)", number: errno) }
    try Self.check("cover /", namespaces_move_to_root())
    // The root stays the old one until the end: `/name` is what was there, `./name` its place on the cover.
    try fill(".", with: names, of: "")
    try Self.check("change the root", namespaces_enter_root())
  }

  private mutating func fill(_ cover: String, with names: [String], of folder: String) throws(Refusal) {
    guard let status = try Self.status(of: cover) else { return }
    covers.insert(status.st_dev)
    for name in names {
      let (source, target) = (folder + "/" + name, cover + "/" + name)
      // What cannot be looked at is of no use to the command either.
      guard let kind = (try? Disk.linkStatus(of: source))?.kind else { continue }
      try Self.onDisk { () throws(FileSystemError) in
        switch kind {
        case .link: if let text = Disk.target(of: source) { try Disk.link(target, to: text) }
        case .folder: try Disk.makeFolder(target)
        case .file, .other: try Disk.write([], to: target)
        }
      }
      if kind != .link { try Self.check("keep \(name) in its place", namespaces_bind(source, target)) }
    }
  }

  private static func names(in folder: String) throws(Refusal) -> [String] {
    try onDisk { () throws(FileSystemError) in try Disk.textNames(in: folder) }
  }

  private static func status(of path: String) throws(Refusal) -> stat? {
    var status = Glibc.stat()
    if stat(path, &status) == 0 { return status }
    guard errno == ENOENT else { throw Refusal(doing: "look at \(path)", number: errno) }
    return nil
  }

  private static func check(_ doing: String, _ number: Int32) throws(Refusal) {
    if number != 0 { throw Refusal(doing: doing, number: number) }
  }

  private static func onDisk<Value>(_ body: () throws(FileSystemError) -> Value) throws(Refusal) -> Value {
    do { return try body() } catch { throw Refusal(doing: error.doing + " " + error.path, number: error.number) }
  }

  /// Files of the kernel have to be written by one call.
  private static func write(_ text: String, to path: String) throws(Refusal) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw Refusal(doing: "open \(path)", number: errno) }
    defer { close(file) }
    guard Glibc.write(file, text, text.utf8.count) == text.utf8.count else {
      throw Refusal(doing: "write \(path)", number: errno)
    }
  }
}
