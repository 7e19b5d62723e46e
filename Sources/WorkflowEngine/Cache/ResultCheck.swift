import WorkflowModel

/// Looks whether the results that an entry of the cache names are still there, as they were.
package struct ResultCheck: Sendable {
  private let storages: StorageTable

  package init(_ storages: StorageTable) { self.storages = storages }

  /// What of an entry's files is not what it was; nil when all is well.
  ///
  /// - Throws: `CancellationError`.
  package func loss(of entry: CacheEntry) async throws -> CacheMiss? {
    let references = entry.files.references
    do {
      let found = try await look(atAll: references)
      for (index, reference) in references.enumerated() {
        let what = "\(reference.location), which \(entry.call) of \(entry.run) made,"
        guard let now = found[index] else { return .gone(what + " is gone") }
        if !entry.isStill(index, now) { return .gone(what + " has changed") }
      }
      if let folder = try await changedFolder(of: entry.files.entries) {
        return .gone("\(folder.location), which \(entry.call) of \(entry.run) made, has other files now")
      }
      return nil
    } catch let error as ExecutionError {
      return .gone("the results of \(entry.call) of \(entry.run) cannot be looked at: \(error.message)")
    }
  }

  /// A folder that does not have as many files as it had.
  private func changedFolder(of entries: [TaskFiles.Entry]) async throws -> FileReference? {
    let folders = entries.filter(\.isFolder).map(\.reference)
    let outermost = folders.filter { folder in !folders.contains(folder.parent) }
    for folder in outermost {
      let known = entries.count { !$0.isFolder && $0.reference.location.hasPrefix(folder.location + "/") }
      let found = try await storages.storage(of: folder).list(folder).count { !$0.isFolder }
      if known != found { return folder }
    }
    return nil
  }

  private func look(atAll references: [FileReference]) async throws -> [StorageEntry?] {
    var found = [StorageEntry?](repeating: nil, count: references.count)
    for (_, places) in Dictionary(grouping: references.indices, by: { references[$0].scheme }) {
      let storage = try storages.storage(of: references[places[0]])
      let entries = try await storage.look(atAll: places.map { references[$0] })
      for (place, entry) in zip(places, entries) { found[place] = entry }
    }
    return found
  }
}

extension CacheEntry {
  /// Whether the file of that number among ``TaskFiles/references`` is what it was.
  fileprivate func isStill(_ index: Int, _ now: StorageEntry) -> Bool {
    if index < files.entries.count { return files.entries[index].isStill(now) }
    return streams[index - files.entries.count].map { $0 == now.version } ?? true
  }
}

extension TaskFiles.Entry {
  /// Whether it is what it was, as far as can be told.
  func isStill(_ now: StorageEntry) -> Bool {
    isFolder ? now.isFolder : !now.isFolder && isStill(version: now.version, size: now.size)
  }

  /// The same of what is no folder.
  func isStill(version now: String?, size nowSize: Int64) -> Bool {
    version.map { $0 == now } ?? (size == nil || size == nowSize)
  }
}
