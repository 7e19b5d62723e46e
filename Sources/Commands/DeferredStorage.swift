import WorkflowModel

/// A storage that is made when it is first used: S3 needs a region and credentials, which a run that never touches S3
/// does not have to have.
actor DeferredStorage: Storage {
  nonisolated let schemes: [String?]
  private let make: @Sendable () async throws -> any Storage
  private var made: (any Storage)?

  init(schemes: [String?], make: @escaping @Sendable () async throws -> any Storage) {
    self.schemes = schemes
    self.make = make
  }

  private func storage() async throws -> any Storage {
    if let made { return made }
    let storage = try await make()
    if let made { return made }
    made = storage
    return storage
  }

  func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    try await storage().read(file, limit: limit)
  }

  func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    try await storage().readTail(file, count: count)
  }

  func write(_ bytes: [UInt8], to file: FileReference) async throws { try await storage().write(bytes, to: file) }

  func look(at file: FileReference) async throws -> StorageEntry? { try await storage().look(at: file) }

  func look(atAll files: [FileReference]) async throws -> [StorageEntry?] { try await storage().look(atAll: files) }

  func identity(of file: FileReference) async throws -> ContentIdentity? {
    try await storage().identity(of: file)
  }

  func list(_ folder: FileReference) async throws -> [StorageEntry] { try await storage().list(folder) }

  func content(of folder: FileReference) async throws -> FolderListing { try await storage().content(of: folder) }

  func download(_ file: FileReference, to path: String) async throws {
    try await storage().download(file, to: path)
  }

  func upload(_ path: String, to file: FileReference) async throws { try await storage().upload(path, to: file) }

  func copy(_ file: FileReference, to target: FileReference) async throws {
    try await storage().copy(file, to: target)
  }

  func delete(_ file: FileReference) async throws { try await storage().delete(file) }

  func delete(all files: [FileReference]) async throws { try await storage().delete(all: files) }
}
