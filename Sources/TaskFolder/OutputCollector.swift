import Glibc
package import TaskManifest

/// Finds what a command left of its outputs.
///
/// Only files and folders count: pipes, sockets and devices are passed over, and so are links that lead nowhere. Links
/// to files and folders are followed; a folder that holds itself is entered once.
package struct OutputCollector {
  private let workFolder: String
  private let seenWorkFolder: String
  private let mounts: MountTable
  private var collected = CollectedOutputs()
  private var known: Set<String> = []

  private init(_ workFolder: String, seenAs seen: String, _ mounts: MountTable) {
    self.workFolder = workFolder
    seenWorkFolder = seen
    self.mounts = mounts
  }

  /// Looks for each output. One that was declared by its path and does not exist is simply not among the entries.
  ///
  /// - Parameter workFolder: absolute; what outputs are relative to.
  /// - Parameter seen: the same folder as the command saw it, where that differs.
  /// - Parameter mounts: where absolute paths lie, when the command ran in a container and this code does not; the
  ///   working folder is one of them. What lies in none of them does not exist.
  /// - Throws: ``FileSystemError`` when a folder cannot be read, and (`EILSEQ`) when a name that was asked for is not
  ///   UTF-8 and so cannot be told.
  package static func collect(
    _ outputs: [ManifestOutput], workFolder: String, seenAs seen: String? = nil, mounts: MountTable = MountTable()
  ) throws(FileSystemError) -> CollectedOutputs {
    var collector = OutputCollector(workFolder, seenAs: seen ?? workFolder, mounts)
    for output in outputs {
      switch output {
      case .path(let path), .log(let path): try collector.add(declared: path)
      case .glob(let pattern): try collector.add(pattern: pattern)
      case .everything:
        try collector.addFolder("", .init(seen: collector.seenWorkFolder, actual: workFolder), within: [])
      }
    }
    return collector.collected
  }

  /// The path of an output as it is told: relative when it lies in the working folder, no slash at its end.
  private func told(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    if path == seenWorkFolder { return "." }
    return path.hasPrefix(seenWorkFolder + "/") ? String(path.dropFirst(seenWorkFolder.count + 1)) : path
  }

  /// The path that the command saw for one that is told.
  private func seen(_ told: String) -> String { told.hasPrefix("/") ? told : seenWorkFolder + "/" + told }

  private mutating func add(declared path: String) throws(FileSystemError) {
    guard !path.isEmpty else { return }
    let told = told(path)
    guard let place = try mounts.place(of: seen(told)), let status = try Disk.status(of: place.actual) else { return }
    switch status.kind {
    case .file: add(told, place.actual, status)
    case .folder:
      if known.insert(told).inserted {
        collected.entries.append(.init(path: told, realPath: place.actual, isFolder: true, size: 0))
      }
      try addFolder(told + "/", place, within: [])
    case .link, .other: break
    }
  }

  private mutating func add(_ path: String, _ real: String, _ status: FileStatus) {
    guard known.insert(path).inserted else { return }
    collected.entries.append(.init(path: path, realPath: real, isFolder: false, size: status.size))
  }

  private mutating func add(pattern: String) throws(FileSystemError) {
    var matched: Set<String> = []
    let found = pattern.isEmpty ? [] : try paths(matching: told(pattern))
    for path in found {
      let told = told(path)
      guard let place = try mounts.place(of: seen(told)), let status = try Disk.status(of: place.actual),
        status.kind == .file
      else { continue }
      matched.insert(told)
      add(told, place.actual, status)
    }
    collected.matches[pattern] = matched.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The paths that match, as the command saw them.
  ///
  /// - Parameter pattern: relative to the working folder, or absolute.
  private func paths(matching pattern: String) throws(FileSystemError) -> [String] {
    var mount = MountTable.Mount(seen: seenWorkFolder, actual: workFolder)
    var pattern = pattern
    if pattern.hasPrefix("/") {
      if let found = mounts.mount(of: pattern) {
        (mount, pattern) = found
      } else {
        return []
      }
    }
    var paths: [String] = []
    for name in try GlobPattern(text: pattern).matches(in: mount.actual) {
      paths.append(mount.seen + Substring(try text(of: name).utf8.dropFirst(mount.actual.utf8.count)))
    }
    return paths
  }

  private func text(of name: [CChar]) throws(FileSystemError) -> String {
    if let text = String(validating: name.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self) { return text }
    throw FileSystemError("keep", Disk.readable(name), number: EILSEQ, isWriting: false)
  }

  /// Adds all files below a folder.
  ///
  /// - Parameter prefix: what their paths start with.
  /// - Parameter folder: its place, links resolved.
  /// - Parameter within: the folders on the way to it.
  private mutating func addFolder(
    _ prefix: String, _ folder: MountTable.Place, within: [FileStatus]
  ) throws(FileSystemError) {
    guard let status = try Disk.status(of: folder.actual), status.kind == .folder,
      !within.contains(where: { $0.device == status.device && $0.inode == status.inode })
    else { return }
    var isEmpty = true
    for name in try Disk.names(in: Array(folder.actual.utf8CString)) {
      let name = try text(of: name)
      var place = MountTable.Place(seen: folder.seen + "/" + name, actual: folder.actual + "/" + name)
      guard let found = try Disk.linkStatus(of: place.actual) else { continue }
      var target = found
      if found.kind == .link {
        guard let real = try mounts.place(of: place.seen), let status = try Disk.status(of: real.actual) else {
          continue
        }
        (place, target) = (real, status)
      }
      switch target.kind {
      case .file: add(prefix + name, place.actual, target)
      case .folder: try addFolder(prefix + name + "/", place, within: within + [status])
      case .link, .other: continue
      }
      isEmpty = false
    }
    if isEmpty, !prefix.isEmpty {
      collected.emptyFolders.append(
        .init(path: String(prefix.dropLast()), realPath: folder.actual, isFolder: true, size: 0))
    }
  }
}
