import Concurrency
import Digest
import TaskFolder
import WorkflowModel

/// Tells what files hold, reading each only once: within a run, and large ones of this machine once for all runs.
final class ContentIdentities: Sendable {
  /// How many files of a call, or of a folder, are looked at at a time.
  private static let width = 8
  /// Of a folder with more files than this nobody waits to know what they hold.
  private static let mostFiles = 10_000
  /// Files of this machine from this size on, in bytes, are remembered on the disk.
  private static let rememberedSize: Int64 = 16 << 20
  /// A file that was changed so shortly before, in nanoseconds, might change again without its time telling.
  private static let settled: Int64 = 2_000_000_000

  /// A file in one state; nil: of one that lies elsewhere nothing is known before it is looked at.
  private struct Key: Hashable {
    let file: FileReference
    let status: FileStatus?
    /// Which two equal statuses may not share.
    let changed: Int64?

    init(_ file: FileReference, _ status: FileStatus?) {
      self.file = file
      self.status = status
      changed = status?.changed
    }
  }

  private struct Look {
    let identity: ContentIdentity
    /// When it began, in milliseconds since 1970.
    let time: Int64
  }

  private let storages: StorageTable
  /// Remembers large files; nil where nothing may be written.
  private let memory: String?
  private let looks = SharedWork<Key, Look>()

  init(storages: StorageTable, memory: String?) {
    self.storages = storages
    self.memory = memory
  }

  /// Of all sources, in their order; nil for those made from bytes.
  ///
  /// - Throws: ``ExecutionError`` (`unsupported`) when the content of one cannot be told; what the storages throw.
  func identities(of sources: [TaskInput.Source]) async throws -> [ContentIdentity?] {
    try await sources.concurrentMap(width: Self.width) { try await self.identity(of: $0) }
  }

  private func identity(of source: TaskInput.Source) async throws -> ContentIdentity? {
    switch source {
    case .content: return nil
    case .file(let file): return try await identity(of: file)
    case .folder(let folder): return try await identity(ofFolder: folder)
    }
  }

  private func identity(of file: FileReference) async throws -> ContentIdentity {
    let status = try status(of: file)
    return try await looks.value(for: Key(file, status)) { [self] in
      let began = WallClock.system.now()
      if let status, let old = remembered(status) { return Look(identity: old, time: began) }
      let identity = try await read(file)
      if let status, try status == self.status(of: file) { remember(identity, of: status, began) }
      return Look(identity: identity, time: began)
    }.identity
  }

  /// Files that lie elsewhere and were looked at some time ago are looked at anew when they are asked for; those of this machine
  /// always are.
  func lookAgain(at sources: [TaskInput.Source]) {
    let limit = WallClock.system.now() - Self.freshness
    for file in sources.compactMap(\.reference) where !file.isLocal {
      looks.forget(Key(file, nil)) { $0.time < limit }
    }
  }

  /// Milliseconds.
  private static let freshness: Int64 = 10_000

  /// Nil for a file that is not of this machine.
  private func status(of file: FileReference) throws -> FileStatus? {
    guard file.isLocal else { return nil }
    return try onDisk { () throws(FileSystemError) -> FileStatus? in try Disk.status(of: file.location) }
  }

  private func read(_ file: FileReference) async throws -> ContentIdentity {
    guard let identity = try await storages.storage(of: file).identity(of: file) else {
      throw ExecutionError(.unsupported, "nothing tells whether \(file.redacted) has changed")
    }
    return identity
  }

  private func identity(ofFolder folder: FileReference) async throws -> ContentIdentity {
    let content = try await storages.storage(of: folder).content(of: folder)
    let files = content.files
    guard files.count <= Self.mostFiles else {
      throw ExecutionError(.unsupported, "\(folder.redacted) has too many files to know what they hold: \(files.count)")
    }
    let identities = try await files.concurrentMap(width: Self.width) { try await self.identity(of: $0.reference) }
    let start = folder.location.utf8.count + 1
    func path(_ place: String) -> String { String(decoding: place.utf8.dropFirst(start), as: UTF8.self) }
    var listing = zip(files, identities).map { file, identity in
      (path: path(file.reference.location), size: file.size, version: Optional(identity.description))
    }
    listing += content.emptyFolders.map { (path: path($0.location) + "/", size: 0, version: nil) }
    return ContentIdentity(text: "folder:" + ListingDigest(listing).hexadecimal)
  }

  // MARK: Large files

  private func place(of status: FileStatus) -> String? {
    guard let memory, status.size >= Self.rememberedSize else { return nil }
    let state = "\(status.device) \(status.inode) \(status.size) \(status.modified) \(status.changed)"
    return memory + "/" + ContentDigest.short(of: Array(state.utf8))
  }

  private func remembered(_ status: FileStatus) -> ContentIdentity? {
    guard let place = place(of: status), let bytes = try? Disk.read(place, limit: 256) else { return nil }
    return ContentIdentity(text: String(decoding: bytes, as: UTF8.self))
  }

  /// - Parameter began: when reading it began, in milliseconds since 1970.
  private func remember(_ identity: ContentIdentity, of status: FileStatus, _ began: Int64) {
    guard let place = place(of: status), began * 1_000_000 - status.changed > Self.settled else { return }
    // It is only quicker with it.
    try? Disk.makeFolder(Disk.parent(of: place))
    try? Disk.write(Array(identity.description.utf8), to: place)
  }
}
