import WDLLanguage
import WorkflowModel

/// What the expressions of a workflow may do with files: read those of the user and of the calls, write small ones.
struct WorkflowFiles: FileAccess {
  /// The path or URL of the document: relative paths start at its folder.
  let document: String
  let context: any RunContext

  func read(_ path: String) async throws -> [UInt8] {
    try await context.read(reference(path), limit: FileLimits.readableBytes)
  }

  func size(_ path: String) async throws -> Int64? { try await FileSize.of(reference(path), in: context) }

  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String {
    try await context.write(bytes, name: ContentName.name(bytes, stem, suffix)).location
  }

  func glob(_ pattern: String) async throws -> [String] {
    throw EvaluationError("`glob` can only be used in the outputs of a task")
  }

  func stdout() async throws -> String {
    throw EvaluationError("`stdout` can only be used in the outputs of a task")
  }

  func stderr() async throws -> String {
    throw EvaluationError("`stderr` can only be used in the outputs of a task")
  }

  func resolve(_ path: String) async throws -> String { reference(path).location }

  private func reference(_ path: String) -> FileReference {
    FileReference(document).parent.appending(path).normalized
  }
}

/// What expressions read at once at the most.
enum FileLimits {
  /// Bytes. Larger files belong to tasks, not to expressions.
  static let readableBytes = 256 << 20
}

enum FileSize {
  /// Bytes of a file, or of all files below a folder; nil when there is nothing.
  static func of(_ file: FileReference, in context: any RunContext) async throws -> Int64? {
    guard let entry = try await context.look(at: file) else { return nil }
    guard entry.isFolder else { return entry.size }
    return try await context.list(file).reduce(0) { $0 + $1.size }
  }
}
