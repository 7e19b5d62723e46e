import TaskFolder
import WorkflowModel

/// Brings remote inputs to this machine, each once a run.
///
/// A file lies under the folder by its own address: `inputs-cache/s3/bucket/key`.
actor InputCache {
  private let folder: String
  private let storages: StorageTable
  /// Transfers that are under way or done, by what they bring. They belong to no call: others may wait for the same.
  private var transfers: [FileReference: Task<Void, any Error>] = [:]

  init(folder: String, storages: StorageTable) {
    self.folder = folder
    self.storages = storages
  }

  /// The request with every remote input replaced by its copy on this machine.
  ///
  /// - Throws: ``ExecutionError`` of the storage when an input cannot be had.
  func bring(_ request: TaskRequest) async throws -> TaskRequest {
    var request = request
    for (index, input) in request.inputs.enumerated() {
      switch input.source {
      case .file(let file) where !file.isLocal:
        try await bring(file) { storages, path in try await storages.storage(of: file).download(file, to: path) }
        request.inputs[index].source = .file(FileReference(place(of: file)))
      case .folder(let folder) where !folder.isLocal:
        try await bring(folder) { storages, path in try await Self.bringFolder(folder, to: path, storages) }
        request.inputs[index].source = .folder(FileReference(place(of: folder)))
      case .file, .folder, .content: continue
      }
    }
    return request
  }

  /// Ends all transfers; returns when they have ended.
  func close() async {
    for transfer in transfers.values { transfer.cancel() }
    for transfer in transfers.values { _ = await transfer.result }
  }

  private func place(of file: FileReference) -> String {
    let scheme = file.scheme ?? "file"
    let rest = file.location.dropFirst(scheme.utf8.count + 3)
    let parts = rest.split(separator: "/").flatMap(Self.names).map { $0 == ".." || $0 == "." ? "_" : String($0) }
    return folder + "/" + scheme + "/" + parts.joined(separator: "/")
  }

  /// A part of an address as names that every file system takes: a signed query is longer than that.
  private static func names(_ part: Substring) -> [Substring] {
    guard part.utf8.count > 200 else { return [part] }
    var names: [Substring] = []
    var rest = part
    while !rest.isEmpty {
      names.append(rest.prefix(50))
      rest = rest.dropFirst(50)
    }
    return names
  }

  private func bring(
    _ file: FileReference, _ fetch: @escaping @Sendable (StorageTable, String) async throws -> Void
  ) async throws {
    let path = place(of: file)
    let transfer =
      transfers[file]
      ?? Task { [storages] in
        try onDisk { () throws(FileSystemError) in try Disk.makeFolder(Disk.parent(of: path)) }
        try await fetch(storages, path)
      }
    transfers[file] = transfer
    do {
      try await transfer.value
    } catch {
      // The next attempt tries anew.
      if transfers[file] == transfer { transfers[file] = nil }
      throw error
    }
  }

  private static func bringFolder(_ folder: FileReference, to path: String, _ storages: StorageTable) async throws {
    let storage = try storages.storage(of: folder)
    let entries = try await storage.list(folder).filter { !$0.isFolder }
    try onDisk { () throws(FileSystemError) in try Disk.makeFolder(path) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, entry) in entries.enumerated() {
        if number >= 8 { try await group.next() }
        let below = entry.reference.location.dropFirst(folder.location.utf8.count)
        group.addTask {
          let target = path + below
          try onDisk { () throws(FileSystemError) in try Disk.makeFolder(Disk.parent(of: target)) }
          try await storage.download(entry.reference, to: target)
        }
      }
      try await group.waitForAll()
    }
  }
}
