/// Bytes under names: this machine's files, S3's objects.
///
/// To add one: conform, list it in `Composition.swift`, and pass `StorageConformance`. Every function throws
/// ``ExecutionError`` with a code that tells absence (`fileNotFound`) from refusal (`accessDenied`, `notReadable`).
package protocol Storage: Sendable {
  /// The schemes it serves; nil stands for paths of this machine.
  var schemes: [String?] { get }

  /// The whole content, which must not be longer than `limit` bytes.
  func read(_ file: FileReference, limit: Int) async throws -> [UInt8]

  /// The last bytes of a file, at most `count` of them; not more of it is brought than that, where the storage allows.
  func readTail(_ file: FileReference, count: Int) async throws -> [UInt8]

  /// Replaces the file as a whole: readers see the old bytes or the new ones.
  func write(_ bytes: [UInt8], to file: FileReference) async throws

  /// What lies under that name; nil when there is nothing.
  func look(at file: FileReference) async throws -> StorageEntry?

  /// All files below a folder, however deep, sorted by path.
  func list(_ folder: FileReference) async throws -> [StorageEntry]

  /// Brings a file to this machine. The file appears under `path` whole or not at all.
  func download(_ file: FileReference, to path: String) async throws

  /// Takes a file from this machine.
  func upload(_ path: String, to file: FileReference) async throws

  func delete(_ file: FileReference) async throws
}

package struct StorageEntry: Hashable, Sendable {
  package let reference: FileReference
  package let isFolder: Bool
  /// Bytes; 0 for a folder.
  package let size: Int64
  /// Changes when the content does (an ETag, or size with time); nil where the storage has none.
  package let version: String?

  package init(reference: FileReference, isFolder: Bool, size: Int64, version: String? = nil) {
    self.reference = reference
    self.isFolder = isFolder
    self.size = size
    self.version = version
  }
}
