import Glibc
import SourceText
import WorkflowModel

/// Reads the documents of workflows.
enum SourceReading {
  /// Larger documents are not workflows.
  static let limit = 64 << 20

  /// The bytes of a document.
  ///
  /// - Throws: ``ExecutionError`` that says what is wrong with the path.
  static func read(_ path: String, _ storages: [any Storage]) async throws -> [UInt8] {
    let (storage, reference) = try await find(path, storages)
    return try await storage.read(reference, limit: limit)
  }

  /// The storage that has a document.
  ///
  /// - Throws: ``ExecutionError`` that says what is wrong with the path.
  @discardableResult
  static func find(_ path: String, _ storages: [any Storage]) async throws -> (any Storage, FileReference) {
    let reference = FileReference(absolute(path))
    let shown = WebText.redacted(address: path)
    guard let storage = storages.first(where: { $0.schemes.contains(reference.scheme) }) else {
      throw ExecutionError(
        .unsupported, "cannot read \(shown): there is no way to `\(reference.scheme ?? "")://`",
        help: "documents are read from this machine, S3 (`s3://`) and the web (`https://`, `http://`)")
    }
    guard let entry = try await storage.look(at: reference) else {
      throw ExecutionError(
        .fileNotFound, "there is no file \(shown)", help: reference.isLocal ? "check the path" : "check the URL")
    }
    if entry.isFolder {
      throw ExecutionError(.notReadable, "\(shown) is a folder, not a workflow", help: "name the document in it")
    }
    return (storage, reference)
  }

  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") || path.contains("://") { return path }
    return FileReference(workingFolder).appending(path).normalized.location
  }

  static var workingFolder: String {
    guard let buffer = getcwd(nil, 0) else { return "/" }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
