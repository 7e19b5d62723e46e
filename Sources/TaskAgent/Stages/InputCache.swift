import Digest
import TaskFolder
import TaskManifest

/// Brings inputs by way of a folder of the host, so that the next task there need not bring them again.
///
/// An object is named by its address and its ETag. Only objects whose ETag is known go this way, and only if they are
/// large enough to be worth it. Whatever is wrong with the folder is said once and costs nothing but the detour.
struct InputCache: Sendable {
  /// An object as somebody has seen it.
  struct Version: Hashable, Sendable {
    let object: ObjectAddress
    let size: Int64
    let etag: String

    var name: String { SHA256.hexadecimal(of: "\(object)\n\(etag)") }
  }

  private let folder: CacheFolder
  private let room: CacheRoom
  private let store: any ObjectStore

  /// Smaller objects are brought as quickly as they are looked for, in bytes.
  static let leastSize: Int64 = 64 * 1024

  /// - Parameter size: bytes that the folder may hold.
  init(folder: String, size: Int64, store: any ObjectStore) {
    self.folder = CacheFolder(path: folder)
    room = CacheRoom(limit: size)
    self.store = store
  }

  /// Makes room for what is not there yet.
  ///
  /// - Returns: what is to be brought this way; the rest does not fit.
  /// - Throws: `CancellationError`.
  func admit(_ versions: [Version]) async throws -> Set<Version> {
    let worthwhile = versions.filter { $0.size >= Self.leastSize }
    guard !worthwhile.isEmpty else { return [] }
    do {
      try folder.make()
      return try await folder.whileAlone { try makeRoom(for: worthwhile) }
    } catch let error as FileSystemError {
      AgentMessages.say("the host's cache of inputs cannot be used: \(error)")
      return []
    }
  }

  private func makeRoom(for versions: [Version]) throws(FileSystemError) -> Set<Version> {
    let admitted = room.admitted(versions.map { ($0.name, $0.size) })
    let entries = try folder.entries()
    let there = Set(entries.map(\.name))
    let coming = versions.filter { admitted.contains($0.name) && !there.contains($0.name) }
    let needed = Set(coming).reduce(0) { $0 + $1.size }
    guard let leaving = room.leaving(entries, wanted: admitted, needed: needed) else {
      // Others are filling it: what is there is used, the rest goes past it.
      return Set(versions.filter { there.contains($0.name) })
    }
    for entry in leaving { folder.remove(entry.name) }
    for version in coming { try folder.promise(version.name, size: version.size) }
    return Set(versions.filter { admitted.contains($0.name) })
  }

  /// Puts an object under `path`, whose folder exists: by a link to what the cache has, else by a copy.
  ///
  /// - Returns: nil when it has to be brought in the ordinary way.
  /// - Throws: what the store throws but for a full disk, which may be the cache's, and `CancellationError`.
  func bring(_ version: Version, to path: String) async throws -> StoredObject? {
    do {
      try await folder.whileBringing(version.name) {
        if try folder.use(version.name, size: version.size) { return }
        _ = try await store.download(
          version.object, size: version.size, etag: version.etag, to: folder.object(version.name))
        try folder.complete(version.name)
      }
      try Disk.linkOrCopy(folder.object(version.name), to: path)
      return StoredObject(address: version.object, size: version.size, etag: version.etag)
    } catch let error as FileSystemError {
      AgentMessages.say("the host's cache of inputs cannot be used for \(version.object): \(error)")
    } catch let error as ObjectStoreError where error.cause == .diskFull {
      AgentMessages.say("the host's cache of inputs cannot hold \(version.object): \(error)")
    }
    folder.remove(version.name)
    return nil
  }
}
