import TaskFolder
import TaskManifest

/// Keeps what a command left of its outputs.
struct StageOut: Sendable {
  let store: any ObjectStore
  let outputs: [ManifestOutput]
  let workFolder: String
  /// `work/…` and `outside/…` go below it.
  let destination: ObjectAddress
  let inputs: StagedInputs
  /// How many files are prepared at once; the store bounds how many are kept.
  var width = 32

  struct Kept: Sendable {
    var files: [TaskResult.Kept]
    var matches: [String: [String]]
  }

  /// - Throws: `CancellationError`, or what the disk and the store throw. Nothing counts then.
  func callAsFunction() async throws -> Kept {
    let collected = try OutputCollector.collect(outputs, workFolder: workFolder)
    let folders = try folders(collected.entries)
    let files = try await withThrowingTaskGroup(of: (Int, TaskResult.Kept).self) { group in
      var waiting = collected.entries.enumerated().makeIterator()
      var files = [TaskResult.Kept?](repeating: nil, count: collected.entries.count)
      let keepNext = { (group: inout ThrowingTaskGroup<(Int, TaskResult.Kept), any Error>) in
        guard let (place, entry) = waiting.next() else { return }
        group.addTask { (place, try await keep(entry, folders)) }
      }
      for _ in 0..<width { keepNext(&group) }
      while let (place, file) = try await group.next() {
        files[place] = file
        keepNext(&group)
      }
      return files.compactMap(\.self)
    }
    for folder in collected.emptyFolders where isNew(folder.path, folders) { try await mark(folder) }
    return Kept(files: files, matches: collected.matches)
  }

  /// The folders among the outputs by path, each with the input's folder that it is, if nothing was added or changed.
  private func folders(_ entries: [CollectedOutputs.Entry]) throws -> [String: StagedInputs.Folder?] {
    var folders: [String: StagedInputs.Folder?] = [:]
    for entry in entries where entry.isFolder {
      folders.updateValue(nil, forKey: entry.path)
      guard let folder = inputs.folder(realPath: entry.realPath) else { continue }
      let below = entries.filter { !$0.isFolder && $0.path.hasPrefix(entry.path + "/") }
      let isSame = try below.allSatisfy { try source(of: $0)?.address.description.hasPrefix(folder.url + "/") ?? false }
      if isSame, below.count == folder.count { folders[entry.path] = folder }
    }
    return folders
  }

  /// Whether a path lies in a folder that is kept anew, or is one.
  private func isNew(_ path: String, _ folders: [String: StagedInputs.Folder?]) -> Bool {
    folders.contains { folder, input in
      input == nil && (folder == "." || path == folder || path.hasPrefix(folder + "/"))
    }
  }

  /// S3 has no folders: an object whose name ends with a slash stands for one that holds nothing.
  private func mark(_ folder: CollectedOutputs.Entry) async throws {
    try await store.write([], to: address(of: folder).appending(""))
  }

  private func source(of entry: CollectedOutputs.Entry) throws -> StoredObject? {
    try Disk.status(of: entry.realPath).flatMap { inputs.source(of: $0) }
  }

  private func keep(
    _ entry: CollectedOutputs.Entry, _ folders: [String: StagedInputs.Folder?]
  ) async throws -> TaskResult.Kept {
    let address = address(of: entry)
    if entry.isFolder {
      let url = folders[entry.path].flatMap(\.self)?.url ?? address.description
      return TaskResult.Kept(path: entry.path, url: url, isFolder: true)
    }
    // What lies in a folder that is kept has to lie in the kept folder too, be it an input or not.
    if !isNew(entry.path, folders), let source = try source(of: entry) {
      return TaskResult.Kept(
        path: entry.path, url: source.address.description, size: source.size, etag: source.etag)
    }
    let object = try await store.upload(entry.realPath, to: address)
    return TaskResult.Kept(path: entry.path, url: object.address.description, size: object.size, etag: object.etag)
  }

  private func address(of entry: CollectedOutputs.Entry) -> ObjectAddress {
    if entry.path == "." { return destination.appending("work") }
    let parts = entry.path.split(separator: "/", omittingEmptySubsequences: false)
    if !entry.path.hasPrefix("/"), !parts.contains("..") { return destination.appending("work/" + entry.path) }
    return destination.appending("outside" + (parts.contains("..") ? entry.realPath : entry.path))
  }
}
