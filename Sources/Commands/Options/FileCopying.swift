import Concurrency
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Copies files between this machine, S3 and the web; from S3 to S3 in the service.
struct FileCopying: Sendable {
  let storages: StorageTable

  private static let width = 8

  /// Each file once, folders as the files in them.
  ///
  /// - Throws: ``ExecutionError``; `conflict` for two files of one name, before anything is copied.
  func copy(_ copies: [FinalFiles.Copy]) async throws {
    let files = Set(try await copies.concurrentMap(width: Self.width) { try await expanded($0) }.joined())
      .sorted { $0.target.location < $1.target.location }
    try FinalFiles.refuseCollisions(files)
    _ = try await files.concurrentMap(width: Self.width) { try await copyFile($0) }
  }

  private func expanded(_ copy: FinalFiles.Copy) async throws -> [FinalFiles.Copy] {
    let storage = try storages.storage(of: copy.source)
    guard try await storage.look(at: copy.source)?.isFolder == true else { return [copy] }
    let content = try await storage.content(of: copy.source)
    func target(_ inner: FileReference) -> FileReference {
      copy.target.appending(String(inner.location.dropFirst(copy.source.location.count + 1)))
    }
    for folder in content.emptyFolders where copy.target.isLocal {
      try onDisk { () throws(FileSystemError) in try Disk.makeFolder(target(folder).location) }
    }
    return content.files.map { FinalFiles.Copy(source: $0.reference, target: target($0.reference)) }
  }

  private func copyFile(_ copy: FinalFiles.Copy) async throws {
    let (source, target) = (copy.source, copy.target)
    do {
      let from = try storages.storage(of: source)
      if target.isLocal {
        try await from.download(source, to: target.location)
      } else if source.scheme == target.scheme {
        try await from.copy(source, to: target)
      } else if source.isLocal {
        try await storages.storage(of: target).upload(source.location, to: target)
      } else {
        try await carry(source, from, to: target)
      }
    } catch let error as ExecutionError {
      throw ExecutionError(
        error.code, "cannot copy \(source.redacted) to \(target.location): \(error.message)", help: error.help,
        cause: error.cause)
    }
  }

  /// By way of this machine.
  private func carry(_ source: FileReference, _ storage: any Storage, to target: FileReference) async throws {
    let folder = try onDisk { () throws(FileSystemError) in try Disk.makeScratchFolder(named: "martlet-copy") }
    defer { try? Disk.removeTree(folder) }
    let path = folder + "/file"
    try await storage.download(source, to: path)
    try await storages.storage(of: target).upload(path, to: target)
  }
}
