import Concurrency
package import HTTPStorage
package import WorkflowModel

/// The web's documents: each is read once in the life of this value, and copies of earlier runs save what has not
/// changed, or step in where no server can be reached.
package actor WebDocuments: Storage {
  package nonisolated let schemes: [String?] = ["http", "https"]
  private let connect: @Sendable () async throws -> HTTPStorage
  private let shelf: DocumentShelf?
  private let warn: @Sendable (String) -> Void
  private let documents = SharedWork<FileReference, WebContent>()
  /// Hosts that did not answer: what else is copied from there is taken without asking again.
  private var silentHosts: Set<Substring> = []

  /// - Parameters:
  ///   - shelf: nil to keep no copies.
  ///   - warn: says a sentence to the user.
  ///   - connect: called when the first document is wanted.
  package init(
    shelf: DocumentShelf?, warn: @escaping @Sendable (String) -> Void,
    connect: @escaping @Sendable () async throws -> HTTPStorage
  ) {
    self.shelf = shelf
    self.warn = warn
    self.connect = connect
  }

  package func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    let bytes = try await document(file).bytes
    guard bytes.count <= limit else {
      throw ExecutionError(.notReadable, "\(file.redacted) has \(bytes.count) bytes, which is more than \(limit)")
    }
    return bytes
  }

  package func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    Array(try await document(file).bytes.suffix(count))
  }

  package func look(at file: FileReference) async throws -> StorageEntry? {
    do {
      let document = try await document(file)
      return StorageEntry(reference: file, isFolder: false, size: Int64(document.bytes.count), version: document.eTag)
    } catch let error as ExecutionError where error.code == .fileNotFound {
      return nil
    }
  }

  package func list(_ folder: FileReference) async throws -> [StorageEntry] { try await connect().list(folder) }

  package func download(_ file: FileReference, to path: String) async throws {
    try await connect().download(file, to: path)
  }

  package func write(_ bytes: [UInt8], to file: FileReference) async throws {
    try await connect().write(bytes, to: file)
  }

  package func upload(_ path: String, to file: FileReference) async throws {
    try await connect().upload(path, to: file)
  }

  package func copy(_ file: FileReference, to target: FileReference) async throws {
    try await connect().copy(file, to: target)
  }

  package func delete(_ file: FileReference) async throws { try await connect().delete(file) }

  private func document(_ file: FileReference) async throws -> WebContent {
    try await documents.value(for: file) { try await self.fetch(file) }
  }

  private func fetch(_ file: FileReference) async throws -> WebContent {
    let copy = shelf?.copy(of: file.location)
    if let copy, silentHosts.contains(Self.host(of: file)) { return copy }
    do {
      let storage = try await connect()
      guard let new = try await storage.content(of: file, limit: SourceReading.limit, unless: copy) else {
        // Only what is known can be said to be unchanged.
        guard let copy else {
          throw ExecutionError(.notReadable, "cannot read \(file.redacted): the server sent nothing")
        }
        return copy
      }
      // Where no copy can be kept, the next run asks again.
      try? shelf?.keep(new, of: file.location)
      return new
    } catch let error as ExecutionError where error.code == .network || error.code == .service {
      guard let copy else { throw error }
      silentHosts.insert(Self.host(of: file))
      warn("\(error.message)\(error.cause.map { ": \($0)" } ?? ""); the copy of an earlier run is used")
      return copy
    }
  }

  private static func host(of file: FileReference) -> Substring {
    file.location.split(separator: "/", maxSplits: 2).dropFirst().first ?? ""
  }
}
