import TaskFolder
import WorkflowModel

/// Copies what an earlier call made into the folders of the call that takes it.
struct ResultCopies: Sendable {
  /// On this machine.
  let local: String
  /// Where the call's backend keeps what its attempts leave; nil when that is on this machine.
  let remote: FileReference?
  let storages: StorageTable

  func copy(_ files: TaskFiles) async throws -> TaskFiles {
    var files = files
    await remove()
    files.stdout = try await copy(files.stdout, as: "stdout")
    files.stderr = try await copy(files.stderr, as: "stderr")
    for (index, entry) in files.entries.enumerated() {
      let name = "work/" + (entry.path.hasPrefix("/") ? "elsewhere" + entry.path : entry.path)
      if entry.isFolder {
        files.entries[index].reference = try folder(name, like: entry.reference)
      } else {
        files.entries[index].reference = try await copy(entry.reference, as: name)
      }
      // That of the copy is its own.
      files.entries[index].version = nil
    }
    return files
  }

  /// Takes back what was copied.
  func remove() async {
    try? onDisk { () throws(FileSystemError) in try Disk.removeTree(local) }
    if let remote { try? await storages.storage(of: remote).deleteFolder(remote) }
  }

  private func target(_ name: String, of file: FileReference) -> FileReference {
    guard !file.isLocal, let remote, remote.scheme == file.scheme else { return FileReference(local + "/" + name) }
    return remote.appending(name)
  }

  private func folder(_ name: String, like folder: FileReference) throws -> FileReference {
    let target = target(name, of: folder)
    if target.isLocal { try onDisk { () throws(FileSystemError) in try Disk.makeFolder(target.location) } }
    return target
  }

  private func copy(_ file: FileReference, as name: String) async throws -> FileReference {
    let target = target(name, of: file)
    let storage = try storages.storage(of: file)
    if target.isLocal {
      try onDisk { () throws(FileSystemError) in try Disk.makeFolder(Disk.parent(of: target.location)) }
      try await storage.download(file, to: target.location)
    } else {
      try await storage.copy(file, to: target)
    }
    return target
  }
}
