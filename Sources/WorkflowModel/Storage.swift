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

  /// The same of many, in their order. A storage that can look at several at once conforms this too.
  func look(atAll files: [FileReference]) async throws -> [StorageEntry?]

  /// What a file holds, told so that equal contents have equal identities as far as the storage can know.
  ///
  /// - Returns: nil when it cannot be told without reading what this storage should not have to read.
  func identity(of file: FileReference) async throws -> ContentIdentity?

  /// All files below a folder, however deep, sorted by path.
  func list(_ folder: FileReference) async throws -> [StorageEntry]

  /// The same, with the folders that hold nothing. A storage that has such folders conforms this too.
  func content(of folder: FileReference) async throws -> FolderListing

  /// Brings a file to this machine. The file appears under `path` whole or not at all.
  func download(_ file: FileReference, to path: String) async throws

  /// Takes a file from this machine.
  func upload(_ path: String, to file: FileReference) async throws

  /// Copies a file within this storage, in place of what is there; no byte goes by way of this machine where the
  /// storage allows.
  func copy(_ file: FileReference, to target: FileReference) async throws

  /// That there is no such file is fine.
  func delete(_ file: FileReference) async throws

  /// Deletes many files. A storage that can delete several at once conforms this too.
  func delete(all files: [FileReference]) async throws
}

extension Storage {
  package func look(atAll files: [FileReference]) async throws -> [StorageEntry?] {
    var entries: [StorageEntry?] = []
    for file in files { entries.append(try await look(at: file)) }
    return entries
  }

  package func content(of folder: FileReference) async throws -> FolderListing {
    FolderListing(files: try await list(folder).filter { !$0.isFolder })
  }

  /// By address and version, where there is one: good as long as the file stays where it is.
  package func identity(of file: FileReference) async throws -> ContentIdentity? {
    guard let entry = try await look(at: file), let version = entry.version else { return nil }
    return ContentIdentity(address: file.location, version: version, size: entry.size)
  }

  package func delete(all files: [FileReference]) async throws {
    for file in files { try await delete(file) }
  }

  /// Deletes everything below a folder; that there is no such folder is fine.
  package func deleteFolder(_ folder: FileReference) async throws {
    guard try await look(at: folder) != nil else { return }
    try await delete(all: try await list(folder).map(\.reference))
  }
}

/// What lies below a folder, however deep.
package struct FolderListing: Hashable, Sendable {
  /// Sorted by path.
  package let files: [StorageEntry]
  /// The folders that hold neither files nor folders, the folder itself among them if it is one.
  package let emptyFolders: [FileReference]

  package init(files: [StorageEntry], emptyFolders: [FileReference] = []) {
    self.files = files
    self.emptyFolders = emptyFolders
  }
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
