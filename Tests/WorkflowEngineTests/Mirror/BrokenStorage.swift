import Synchronization
import WorkflowModel

/// A storage that refuses everything, and counts how often.
final class BrokenStorage: ConditionalStorage {
  let schemes: [String?] = ["fake"]
  private let count = Mutex(0)

  var refusals: Int { count.withLock { $0 } }

  private func refuse() -> ExecutionError {
    count.withLock { $0 += 1 }
    return ExecutionError(.service, "no room")
  }

  func readVersion(of file: FileReference, limit: Int) async throws -> VersionedContent? { throw refuse() }
  func write(_ bytes: [UInt8], to file: FileReference, replacing version: String?) async throws -> String? {
    throw refuse()
  }
  func read(_ file: FileReference, limit: Int) async throws -> [UInt8] { throw refuse() }
  func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] { throw refuse() }
  func write(_ bytes: [UInt8], to file: FileReference) async throws { throw refuse() }
  func look(at file: FileReference) async throws -> StorageEntry? { throw refuse() }
  func list(_ folder: FileReference) async throws -> [StorageEntry] { throw refuse() }
  func download(_ file: FileReference, to path: String) async throws { throw refuse() }
  func upload(_ path: String, to file: FileReference) async throws { throw refuse() }
  func copy(_ file: FileReference, to target: FileReference) async throws { throw refuse() }
  func delete(_ file: FileReference) async throws { throw refuse() }
}
