import Synchronization
import WorkflowModel

/// The files among the inputs of a workflow that lie on this machine, and where they go.
final class DetachedInputs: Sendable {
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
    by bring: (StorageEntry) async throws -> FileReference
  ) async throws -> [FileReference: StorageEntry] {
    var places: [FileReference: StorageEntry] = [:]
    for (file, entry) in found.withLock({ $0 }).sorted(by: { $0.key.location < $1.key.location }) {
      places[file] = StorageEntry(reference: try await bring(entry), isFolder: entry.isFolder, size: entry.size)
    }
    return places
  }
}
