import Digest
package import WorkflowModel

/// Which folders the jobs of a run write, kept beside the run's copy in a bucket.
///
/// What a job leaves half-done in a folder looks whole to Snakemake, whose own marks go with a coordinator's container.
package struct FolderMarks: Sendable {
  private let storage: any Storage
  private let place: FileReference

  /// Of an address, in bytes.
  private static let limit = 64 << 10

  /// - Parameter copy: the folder of the run's copy.
  package init(ofRun copy: FileReference, in storage: any Storage) {
    place = copy.appending("folders")
    self.storage = storage
  }

  private func mark(of folder: String) -> FileReference {
    place.appending(ContentDigest.hexadecimal(of: Array(folder.utf8)))
  }

  package func set(_ folders: [String]) async throws {
    for folder in folders { try await storage.write(Array(folder.utf8), to: mark(of: folder)) }
  }

  /// A job has written them whole.
  package func clear(_ folders: [String]) async throws { try await storage.delete(all: folders.map(mark)) }

  /// Removes the folders that no job has written whole. No job of the run goes on any more.
  package func removeHalfDone() async throws {
    guard try await storage.look(at: place) != nil else { return }
    for mark in try await storage.list(place).map(\.reference) {
      let folder = String(decoding: try await storage.read(mark, limit: Self.limit), as: UTF8.self)
      try await storage.deleteFolder(FileReference(folder))
      try await storage.delete(mark)
    }
  }
}
