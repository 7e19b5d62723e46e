import Digest
import JSONText
import Synchronization
package import WorkflowModel

/// A folder with entries of the call cache, on this machine or in S3, which many runs use at once.
///
/// ```
/// v1/entries/<first two digits of the key>/<key>.json
/// v1/calls/<name of the call>/<slot>      the key of an entry: those to compare with when nothing is found
/// ```
/// Entries are replaced as a whole. Of each call's name the slots hold at most ``slotCount`` keys, so that they stay few
/// whatever the number of calls. Entries of other formats lie under other names and are left alone.
package struct CacheFolder: Sendable {
  package static let slotCount = 64
  private static let entryLimit = 64 << 20

  package let root: FileReference
  private let storage: any Storage
  /// The slots that this process has filled.
  private let filled = FilledSlots()

  package init(_ root: FileReference, storage: any Storage) {
    self.root = root
    self.storage = storage
  }

  private var versioned: FileReference { root.appending("v\(CacheKey.format)") }

  private func place(of key: String) -> FileReference {
    versioned.appending("entries/\(key.prefix(2))/\(key).json")
  }

  private func slotFolder(of name: String) -> FileReference { versioned.appending("calls/" + RunDirectory.plain(name)) }

  /// The entry under a key; nil when there is none that can be read.
  ///
  /// - Throws: ``ExecutionError`` when the folder cannot be used.
  package func entry(_ key: String) async throws -> CacheEntry? {
    let bytes: [UInt8]
    do {
      bytes = try await storage.read(place(of: key), limit: Self.entryLimit)
    } catch let error as ExecutionError where error.code == .fileNotFound || error.code == .notFound {
      return nil
    }
    // One that was cut off or is of a later version is as good as none.
    guard let entry = (try? JSONParser.parse(bytes)).flatMap({ try? CacheEntry($0) }), entry.key == key else {
      return nil
    }
    return entry
  }

  package func write(_ entry: CacheEntry) async throws {
    let bytes = Array(JSONWriter.compact(entry.json).utf8)
    guard bytes.count <= Self.entryLimit else { return }
    try await storage.write(bytes, to: place(of: entry.key))
    guard let name = entry.call.steps.last?.name else { return }
    let slot = String((UInt64(entry.key.prefix(8), radix: 16) ?? 0) % UInt64(Self.slotCount))
    guard filled.isNew(name + "/" + slot) else { return }
    try await storage.write(Array(entry.key.utf8), to: slotFolder(of: name).appending(slot))
  }

  /// Hands out every entry, several at a time, in no order.
  ///
  /// - Parameter body: called by one after the other.
  package func forEach(_ body: (CacheEntry) async throws -> Void) async throws {
    let files = try await listing(versioned.appending("entries"))
    try await withThrowingTaskGroup(of: CacheEntry?.self) { group in
      for (number, file) in files.enumerated() {
        if number >= Self.width, let entry = try await group.next() ?? nil { try await body(entry) }
        group.addTask { try await self.readableEntry(String(file.reference.name.prefix { $0 != "." })) }
      }
      for try await entry in group { if let entry { try await body(entry) } }
    }
  }

  private static let width = 16

  /// Nil for one that may not be read, too.
  private func readableEntry(_ key: String) async throws -> CacheEntry? {
    do {
      return try await entry(key)
    } catch let error as ExecutionError where error.code == .notReadable {
      return nil
    }
  }

  /// Forgets everything that this and other versions keep here.
  package func removeAll() async throws {
    for name in ["v\(CacheKey.format)", "files"] + (try await otherVersions()) {
      try await storage.deleteFolder(root.appending(name))
    }
  }

  /// Forgets entries. What they name stays.
  package func remove(_ keys: [String]) async throws {
    try await storage.delete(all: keys.map { place(of: $0) })
  }

  /// Versions other than this one that have entries here: `v2`.
  package func otherVersions() async throws -> [String] {
    let own = "v\(CacheKey.format)"
    let start = root.location.utf8.count + 1
    let names = try await listing(root).compactMap { file -> String? in
      let path = String(decoding: file.reference.location.utf8.dropFirst(start), as: UTF8.self)
      return path.split(separator: "/").first.map(String.init)
    }
    return Set(names).filter { $0 != own && $0.hasPrefix("v") && Int($0.dropFirst()) != nil }.sorted()
  }

  /// The files below a folder; none when there is no such folder.
  private func listing(_ folder: FileReference) async throws -> [StorageEntry] {
    do {
      return try await storage.list(folder).filter { !$0.isFolder }
    } catch let error as ExecutionError where error.code == .fileNotFound || error.code == .notFound {
      return []
    }
  }

  /// Entries of calls of that name, at most ``slotCount``, in no order.
  package func entries(named name: String) async throws -> [CacheEntry] {
    let slots = try await listing(slotFolder(of: name))
    return try await withThrowingTaskGroup(of: CacheEntry?.self) { group in
      for slot in slots {
        group.addTask {
          let key = String(decoding: try await storage.read(slot.reference, limit: 256), as: UTF8.self)
          return try await readableEntry(key)
        }
      }
      return try await group.reduce(into: []) { entries, entry in if let entry { entries.append(entry) } }
    }
  }
}

private final class FilledSlots: Sendable {
  private let names = Mutex<Set<String>>([])

  func isNew(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }
}
