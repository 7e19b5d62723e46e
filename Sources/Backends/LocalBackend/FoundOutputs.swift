import TaskFolder
import WorkflowModel

/// What a command left of its outputs, by where it lies on this machine.
struct FoundOutputs {
  /// The working folder on this machine.
  let work: String
  let mounts: MountTable
  private let collected: CollectedOutputs

  /// - Parameter seen: the working folder as the command saw it.
  /// - Parameter mounts: where other paths that the command saw lie.
  init(_ outputs: [TaskOutput], work: String, seenAs seen: String, mounts: MountTable) throws {
    self.work = work
    self.mounts = mounts
    collected = try onDisk { () throws(FileSystemError) in
      try OutputCollector.collect(outputs.map(\.asManifest), workFolder: work, seenAs: seen, mounts: mounts)
    }
  }

  var matches: [String: [String]] { collected.matches }

  func entries() throws -> [TaskFiles.Entry] {
    try collected.entries.map { entry in
      TaskFiles.Entry(
        path: entry.path, reference: FileReference(try place(entry)), isFolder: entry.isFolder,
        size: entry.isFolder ? nil : entry.size)
    }
  }

  /// Where an output lies on this machine. Its own name is kept; a link to paths that only the command saw, which leads
  /// nowhere here, is made to lead to the same file.
  private func place(_ entry: CollectedOutputs.Entry) throws -> String {
    if entry.path.hasPrefix("/") { return mounts.isEmpty ? entry.path : entry.realPath }
    let path = work + "/" + entry.path
    if mounts.isEmpty { return path }
    return try onDisk { () throws(FileSystemError) in
      if try Disk.realPath(of: path) == entry.realPath { return path }
      guard try Disk.linkStatus(of: path)?.kind == .link else { return entry.realPath }
      try Disk.link(path, to: entry.realPath)
      return path
    }
  }
}
