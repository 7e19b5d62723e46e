import Digest
import WDLLanguage
import WorkflowModel

/// What a task's expressions may do with files before the command runs: inputs are read where they came from, and
/// what is written becomes an input.
struct CommandFiles: FileAccess {
  let paths: TaskPaths
  /// The path or URL of the document: relative paths start at its folder.
  let document: String
  let context: any RunContext

  func read(_ path: String) async throws -> [UInt8] {
    if let content = paths.content(of: path) { return content }
    return try await context.read(source(path), limit: FileLimits.readableBytes)
  }

  func size(_ path: String) async throws -> Int64? {
    if let content = paths.content(of: path) { return Int64(content.count) }
    return try await FileSize.of(source(path), in: context)
  }

  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String {
    paths.write(bytes, name: ContentName.name(bytes, stem, suffix))
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

  func resolve(_ path: String) async throws -> String { source(path).location }

  private func source(_ path: String) -> FileReference {
    paths.source(of: path) ?? FileReference(document).parent.appending(path).normalized
  }

  /// The value with its files as the command will see them.
  ///
  /// A relative path that names nothing beside the document stays as it is: it may name what the command will make.
  ///
  /// - Parameters:
  ///   - absence: what becomes of an optional file of this machine that is not there.
  ///   - mayBeRemote: the command can read files elsewhere: those that are there stay there.
  func localize(
    _ value: WDLValue, _ type: WDLType, absence: Absence = .stays, mayBeRemote: Bool = false
  ) async throws -> WDLValue {
    try await FileLeaves.map(value, type) { path, kind, isOptional in
      if paths.isPlaced(path) { return path }
      if mayBeRemote, kind == .file, let address = try await remain(FileReference(path)) { return address }
      if let origin = paths.beside(path) {
        return try await context.look(at: origin) == nil ? path : paths.place(origin, kind)
      }
      let reference = FileReference(path)
      if reference.scheme != nil { return paths.place(reference, kind) }
      let source = path.hasPrefix("/") ? reference.normalized : source(path)
      let mayGo = isOptional && absence == .isNone && source.isLocal
      if path.hasPrefix("/"), !mayGo { return paths.place(source, kind) }
      if try await context.look(at: source) != nil { return paths.place(source, kind) }
      return mayGo ? nil : path
    }
  }

  /// The address by which the command reads a file where it lies; nil when it has to be brought, or is not there, which
  /// bringing it says best.
  private func remain(_ file: FileReference) async throws -> String? {
    let isWithinReach = file.scheme != nil || file.location.hasPrefix("/") && paths.seesLocalFiles
    guard isWithinReach, let entry = try await context.look(at: file), !entry.isFolder else { return nil }
    return paths.leave(file)
  }

  enum Absence {
    case stays
    /// From 1.3 on an optional file that does not exist is `None`.
    case isNone
  }
}

/// Names of the files that expressions write: the same for the same content.
enum ContentName {
  static func name(_ bytes: [UInt8], _ stem: String, _ suffix: String) -> String {
    "\(stem)_\(ContentDigest.short(of: bytes))\(suffix)"
  }
}
