import FileStorage
import RunIndex
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// The entries of the call cache that point into runs.
struct CachedResults {
  struct Result: Sendable {
    /// Of its entry.
    let key: String
    /// Where its files are.
    let places: [String]
  }

  /// By the name of the run that they point into.
  private(set) var results: [String: [Result]] = [:]
  private let cache: CacheFolder

  /// Reads the cache beside the runs; without one there are none.
  ///
  /// - Parameters:
  ///   - runs: the folder of all runs. Absolute, links resolved.
  ///   - doomed: the runs that are meant.
  ///   - isRemote: whether results in buckets count, too.
  init(in runs: String, of doomed: [RunSummary], isRemote: Bool) async throws {
    let root = CallCache.folder(ofRuns: runs)
    cache = CacheFolder(FileReference(root), storage: FileStorage())
    guard !doomed.isEmpty, ((try? Disk.status(of: root)) ?? nil) != nil else { return }
    let names = Dictionary(doomed.map { ($0.key, $0.name) }, uniquingKeysWith: { $1 })
    var results: [String: [Result]] = [:]
    try await cache.forEach { entry in
      guard let run = names[entry.run], isRemote || entry.files.stdout.isLocal else { return }
      results[run, default: []].append(
        Result(key: entry.key, places: entry.files.entries.map(\.reference.location)))
    }
    self.results = results
  }

  /// Forgets entries.
  func forget(_ results: [Result]) async throws { try await cache.remove(results.map(\.key)) }
}
