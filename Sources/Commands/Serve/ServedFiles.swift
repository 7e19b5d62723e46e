import TaskFolder
import WorkflowModel

/// Which files of this machine the workflows of a user may touch, and which addresses.
struct ServedFiles: Sendable {
  /// Holds all that a server keeps. Absolute.
  let data: String
  /// What belongs to the user there, and what came with the workflow.
  let own: [String]
  /// What all users may read and have files copied to; nil for all but the server's data.
  let shared: [String]?

  /// - Throws: ``ExecutionError`` (`accessDenied`) for what is not the user's to see.
  func check(_ reference: FileReference) throws {
    guard reference.isLocal else { return try checkAddress(reference) }
    guard let path = try resolved(reference.location) else { return }
    if own.contains(where: { Self.lies(path, in: $0) }) { return }
    if Self.lies(path, in: data) {
      throw Self.denied(reference, help: "name outputs of your own workflows, or files outside of the server's data")
    }
    guard let shared, !shared.contains(where: { Self.lies(path, in: $0) }) else { return }
    throw Self.denied(
      reference, help: "start the server with --files FOLDER for what all users may read, or name files in s3://")
  }

  func check(_ request: TaskRequest) throws {
    for input in request.inputs {
      switch input.source {
      case .file(let reference), .folder(let reference): try check(reference)
      case .content: break
      }
    }
  }

  /// With every link resolved; of what does not exist, of the folder in which it would.
  private func resolved(_ path: String) throws -> String? {
    guard path.hasPrefix("/") else { return nil }
    if let real = try onDisk({ () throws(FileSystemError) in try Disk.realPath(of: path) }) { return real }
    let parent = FileReference(path).normalized.parent.location
    return parent == path ? path : try resolved(parent)
  }

  private static func lies(_ path: String, in folder: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  /// What machines of clouds tell of themselves is not the user's to ask for.
  private func checkAddress(_ reference: FileReference) throws {
    guard let scheme = reference.scheme, scheme == "http" || scheme == "https" else { return }
    let host = reference.location.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      .lowercased()
    let name = host.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if ["169.254.", "[fe80:", "[fd00:ec2:", "metadata.google."].contains(where: { name.hasPrefix($0) }) {
      throw Self.denied(reference, help: "name files in s3:// or of the web")
    }
  }

  private static func denied(_ reference: FileReference, help: String) -> ExecutionError {
    ExecutionError(.accessDenied, "this server does not let workflows use \(reference.redacted)", help: help)
  }
}

/// A storage that serves what a user may see.
struct GuardedStorage: Storage {
  let storage: any Storage
  let files: ServedFiles

  var schemes: [String?] { storage.schemes }

  func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    try files.check(file)
    return try await storage.read(file, limit: limit)
  }

  func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    try files.check(file)
    return try await storage.readTail(file, count: count)
  }

  func write(_ bytes: [UInt8], to file: FileReference) async throws {
    try files.check(file)
    try await storage.write(bytes, to: file)
  }

  func look(at file: FileReference) async throws -> StorageEntry? {
    try files.check(file)
    return try await storage.look(at: file)
  }

  func look(atAll all: [FileReference]) async throws -> [StorageEntry?] {
    for file in all { try files.check(file) }
    return try await storage.look(atAll: all)
  }

  func identity(of file: FileReference) async throws -> ContentIdentity? {
    try files.check(file)
    return try await storage.identity(of: file)
  }

  func list(_ folder: FileReference) async throws -> [StorageEntry] {
    try files.check(folder)
    return try await storage.list(folder)
  }

  func content(of folder: FileReference) async throws -> FolderListing {
    try files.check(folder)
    return try await storage.content(of: folder)
  }

  func download(_ file: FileReference, to path: String) async throws {
    try files.check(file)
    try await storage.download(file, to: path)
  }

  func upload(_ path: String, to file: FileReference) async throws {
    try files.check(file)
    try await storage.upload(path, to: file)
  }

  func copy(_ file: FileReference, to target: FileReference) async throws {
    try files.check(file)
    try files.check(target)
    try await storage.copy(file, to: target)
  }

  func delete(_ file: FileReference) async throws {
    try files.check(file)
    try await storage.delete(file)
  }

  func delete(all: [FileReference]) async throws {
    for file in all { try files.check(file) }
    try await storage.delete(all: all)
  }
}
