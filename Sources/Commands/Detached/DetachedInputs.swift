import Concurrency
import Synchronization
import WorkflowModel

/// The files among the inputs of a workflow that lie on this machine, and where they go.
final class DetachedInputs: Sendable {
  /// Files that are brought at a time.
  private static let width = 8

  private let found = Mutex<[FileReference: StorageEntry]>([:])

  /// Notes what was found.
  func note(_ entry: StorageEntry?) {
    guard let entry, entry.reference.isLocal else { return }
    found.withLock { $0[entry.reference] = entry }
  }

  /// The first by its path.
  var first: FileReference? { found.withLock { $0.keys.min { $0.location < $1.location } } }

  /// Takes all of them elsewhere.
  ///
  /// - Parameter bring: takes one.
  /// - Returns: where they are.
  func brought(
    by bring: @escaping @Sendable (StorageEntry) async throws -> FileReference
  ) async throws -> [FileReference: StorageEntry] {
    let entries = found.withLock { Array($0.values) }.sorted { $0.reference.location < $1.reference.location }
    let places = try await entries.concurrentMap(width: Self.width) { entry in
      StorageEntry(reference: try await bring(entry), isFolder: entry.isFolder, size: entry.size)
    }
    return Dictionary(zip(entries.map(\.reference), places), uniquingKeysWith: { $1 })
  }
}
