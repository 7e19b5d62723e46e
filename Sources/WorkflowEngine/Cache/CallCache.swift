import Concurrency
import Synchronization
import WorkflowModel

/// The results of earlier calls, as one run uses them.
///
/// Nothing of it ends a run: a folder that cannot be used is told once and left alone from then on.
package final class CallCache: Sendable {
  /// The cache beside the runs.
  package static func folder(ofRuns runs: String) -> String { runs + "/_cache" }

  private let settings: CacheSettings
  /// The run's key: what its own calls have made is for other runs.
  private let run: String
  /// Looked through in this order; results of this machine are kept only in those of this machine.
  private let folders: [CacheFolder]
  private let storages: StorageTable
  private let identities: ContentIdentities
  private let warn: @Sendable (String) -> Void
  private let occurrences: Occurrences
  /// Folders that are not read any more, and those that are not written to.
  private let unread = Mutex<Set<FileReference>>([])
  private let unwritten = Mutex<Set<FileReference>>([])
  private let said = Mutex<Set<String>>([])
  /// Entries to compare with, by the call's name.
  private let candidates = SharedWork<String, [CacheEntry]>()

  /// - Parameter roots: the folders of the cache, that of the runs first.
  init(
    _ settings: CacheSettings, of run: String, roots: [FileReference], memory: String?, storages: StorageTable,
    history: RunHistory? = nil,
    warn: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.run = run
    occurrences = Occurrences(history)
    self.storages = storages
    self.warn = warn
    identities = ContentIdentities(storages: storages, memory: memory)
    folders = roots.compactMap { root in (try? storages.storage(of: root)).map { CacheFolder(root, storage: $0) } }
  }

  var isRead: Bool { settings.isRead }
  var copiesResults: Bool { settings.results == .copy }

  /// What a request is known by, and which of the run's equal requests it is, from 0.
  ///
  /// - Throws: ``CacheMiss``, when it cannot be known; `CancellationError`.
  func key(of request: TaskRequest, _ placement: TaskPlacement, _ call: CallPath) async throws -> (CacheKey, Int) {
    guard request.isCacheable else { throw CacheMiss.volatile }
    do {
      let key = try await key(of: request, placement)
      return (key, occurrences.number(of: call, key.digest))
    } catch let error as ExecutionError {
      // The same will be said by whoever has to bring it.
      throw CacheMiss.unknown(error.message)
    }
  }

  private func key(of request: TaskRequest, _ placement: TaskPlacement) async throws -> CacheKey {
    let inputs = try await identities.identities(of: request.inputs.map(\.source))
    let inPlace = try await identities.identities(of: request.readInPlace.map(\.source)).compactMap(\.self)
    return CacheKey(request, placement, inputs: inputs, inPlace: inPlace)
  }

  /// Whether the inputs still hold what they held when the key was made.
  func isStill(_ key: CacheKey, _ request: TaskRequest, _ placement: TaskPlacement) async -> Bool {
    identities.lookAgain(at: request.inputs.map(\.source) + request.readInPlace.map(\.source))
    // Of equal requests all have the parts of the first.
    return (try? await self.key(of: request, placement))?.parts == key.parts
  }

  /// Says something of results that are not kept, once for each reason.
  func sayOnce(_ text: String) {
    sayOnce(text, about: text.split(separator: ":").last.map(String.init) ?? text)
  }

  private func sayOnce(_ text: String, about reason: String) {
    if said.withLock({ $0.insert(reason).inserted }) { warn(text) }
  }

  /// The results of an earlier call, which are there unchanged.
  ///
  /// - Throws: ``CacheMiss``, with a reason; `CancellationError`.
  func entry(for key: CacheKey, of call: CallPath) async throws -> CacheEntry {
    var gone: CacheMiss?
    if settings.isRead {
      for folder in folders {
        guard let entry = try await entry(key.digest, in: folder), entry.run != run else { continue }
        guard settings.allows(entry.files) else {
          gone = .gone("the results of \(entry.call) of \(entry.run) lie outside of `call_cache_hit_path_prefixes`")
          continue
        }
        gone = try await ResultCheck(storages).loss(of: entry)
        if gone == nil {
          return entry
        }
      }
    }
    if let gone { throw gone }
    throw CacheMiss.nearest(to: key, among: try await candidates(for: call))
  }

  /// An entry that cannot be read is as good as none; a folder that cannot be used is left alone from then on.
  private func entry(_ key: String, in folder: CacheFolder) async throws -> CacheEntry? {
    try await using(folder, unread) { folder in
      do {
        return try await folder.entry(key)
      } catch let error as ExecutionError where error.code == .notReadable {
        sayOnce("an entry of the call cache cannot be read: \(error.message)")
        return nil
      }
    } ?? nil
  }

  /// Keeps the results of a call for others.
  func keep(_ entry: CacheEntry) async {
    guard settings.isWritten else { return }
    let isLocal = entry.files.references.contains { $0.isLocal }
    for folder in folders where folder.root.isLocal || !isLocal {
      // A run that is being cancelled keeps what it has.
      _ = try? await using(folder, unwritten) { try await $0.write(entry) }
    }
  }

  /// What others need to know of files that they may take, those of this machine as they are now; nil when they cannot be taken.
  func checked(_ files: TaskFiles) async -> (files: TaskFiles, streams: [String?])? {
    var files = files
    do {
      for (index, entry) in files.entries.enumerated() where entry.version == nil && entry.reference.isLocal {
        guard let found = try await look(at: entry.reference) else { return nil }
        files.entries[index].version = found.version
      }
      var streams: [String?] = []
      for stream in [files.stdout, files.stderr] {
        streams.append(stream.isLocal ? try await look(at: stream)?.version : nil)
      }
      return (files, streams)
    } catch {
      return nil
    }
  }

  private func look(at file: FileReference) async throws -> StorageEntry? {
    try await storages.storage(of: file).look(at: file)
  }

  private func candidates(for call: CallPath) async throws -> [CacheEntry] {
    guard let name = call.steps.last?.name else { return [] }
    return try await candidates.value(for: name) { [self] in
      var found: [CacheEntry] = []
      for folder in folders { found += try await using(folder, unread) { try await $0.entries(named: name) } ?? [] }
      return found
    }
  }

  /// - Parameter given: the folders that are not used for this any more.
  /// - Returns: nil when the folder cannot be used.
  private func using<Result>(
    _ folder: CacheFolder, _ given: borrowing Mutex<Set<FileReference>>,
    _ body: (CacheFolder) async throws -> Result
  ) async throws -> Result? {
    if given.withLock({ $0.contains(folder.root) }) { return nil }
    do {
      return try await body(folder)
    } catch let error as CancellationError {
      throw error
    } catch {
      if given.withLock({ $0.insert(folder.root).inserted }) {
        // Reading and writing fail with different words for one cause.
        sayOnce("the call cache in \(folder.root.redacted) cannot be used: \(error)", about: folder.root.location)
      }
      return nil
    }
  }
}

/// Numbers the requests of a run that are equal. A call of a run that is resumed keeps its number.
private final class Occurrences: Sendable {
  private struct Taken {
    var next = 0
    var others: Set<Int> = []
  }

  private let earlier: [CallPath: RunHistory.Key]
  private let taken: Mutex<[String: Taken]>

  init(_ history: RunHistory?) {
    earlier = history?.calls.compactMapValues(\.key) ?? [:]
    var taken: [String: Taken] = [:]
    for key in earlier.values { taken[key.digest, default: Taken()].others.insert(key.number) }
    self.taken = Mutex(taken)
  }

  /// - Returns: 0 for the first of its digest.
  func number(of call: CallPath, _ digest: String) -> Int {
    if let key = earlier[call], key.digest == digest { return key.number }
    return taken.withLock { taken in
      var found = taken[digest, default: Taken()]
      while found.others.contains(found.next) { found.next += 1 }
      defer {
        found.next += 1
        taken[digest] = found
      }
      return found.next
    }
  }
}

extension CacheMiss: Error {}

extension TaskFiles {
  /// Where everything lies.
  var references: [FileReference] { entries.map(\.reference) + [stdout, stderr] }
}
