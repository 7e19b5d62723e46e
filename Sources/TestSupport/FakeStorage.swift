import Synchronization
import TaskFolder
package import WorkflowModel

/// Files in memory, under any scheme. Passes ``checkStorage(_:in:)`` and ``checkConditions(_:in:)``.
package final class FakeStorage: ConditionalStorage {
  package let schemes: [String?]
  private let files = Mutex<[FileReference: [UInt8]]>([:])

  package init(schemes: [String?] = ["fake"]) { self.schemes = schemes }

  /// Puts a text under a location.
  package func put(_ text: String, at location: String) {
    files.withLock { $0[FileReference(location)] = Array(text.utf8) }
  }

  /// The text under a location; nil when there is none.
  package func text(at location: String) -> String? {
    files.withLock { $0[FileReference(location)] }.map { String(decoding: $0, as: UTF8.self) }
  }

  private func content(_ file: FileReference) throws -> [UInt8] {
    guard let bytes = files.withLock({ $0[file] }) else {
      throw ExecutionError(.fileNotFound, "cannot read \(file.location): there is no such file")
    }
    return bytes
  }

  private func below(_ folder: FileReference) -> [(FileReference, [UInt8])] {
    let prefix = folder.location + "/"
    return files.withLock { $0.filter { $0.key.location.hasPrefix(prefix) } }
      .sorted { $0.key.location < $1.key.location }
  }

  private func entry(_ file: FileReference, _ bytes: [UInt8]) -> StorageEntry {
    StorageEntry(reference: file, isFolder: false, size: Int64(bytes.count), version: String(bytes.hashValue))
  }

  package func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    let bytes = try content(file)
    guard bytes.count <= limit else {
      throw ExecutionError(.notReadable, "\(file.location) is larger than \(limit) bytes")
    }
    return bytes
  }

  package func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    Array(try content(file).suffix(count))
  }

  package func write(_ bytes: [UInt8], to file: FileReference) async throws { files.withLock { $0[file] = bytes } }

  package func look(at file: FileReference) async throws -> StorageEntry? {
    if let bytes = files.withLock({ $0[file] }) { return entry(file, bytes) }
    return below(file).isEmpty ? nil : StorageEntry(reference: file, isFolder: true, size: 0)
  }

  package func list(_ folder: FileReference) async throws -> [StorageEntry] {
    let found = below(folder)
    guard !found.isEmpty else {
      throw ExecutionError(.fileNotFound, "cannot list \(folder.location): there is no such folder")
    }
    return found.map { entry($0.0, $0.1) }
  }

  package func download(_ file: FileReference, to path: String) async throws {
    let bytes = try content(file)
    try Disk.makeFolder(Disk.parent(of: path))
    try Disk.write(bytes, to: path)
  }

  package func upload(_ path: String, to file: FileReference) async throws {
    do {
      let bytes = try Disk.read(path)
      files.withLock { $0[file] = bytes }
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
    }
  }

  package func copy(_ file: FileReference, to target: FileReference) async throws {
    try await write(try content(file), to: target)
  }

  package func delete(_ file: FileReference) async throws { files.withLock { $0[file] = nil } }

  package func readVersion(of file: FileReference, limit: Int) async throws -> VersionedContent? {
    guard files.withLock({ $0[file] }) != nil else { return nil }
    let bytes = try await read(file, limit: limit)
    return VersionedContent(bytes: bytes, version: String(bytes.hashValue))
  }

  package func write(_ bytes: [UInt8], to file: FileReference, replacing version: String?) async throws -> String? {
    files.withLock { files in
      guard files[file].map({ String($0.hashValue) }) == version else { return nil }
      files[file] = bytes
      return String(bytes.hashValue)
    }
  }
}
