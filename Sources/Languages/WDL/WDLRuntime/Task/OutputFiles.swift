import Glibc
import Synchronization
import WDLLanguage
import WorkflowModel

/// What a task's outputs may do with files: see what the command left, by the names that it gave.
struct OutputFiles: FileAccess {
  private let files: TaskFiles
  private let paths: TaskPaths
  private let context: any RunContext
  private let entries: [String: TaskFiles.Entry]
  private let known: Set<String>
  private let written = WrittenFiles()

  init(files: TaskFiles, paths: TaskPaths, context: any RunContext) {
    self.files = files
    self.paths = paths
    self.context = context
    entries = Dictionary(files.entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    known = Set(files.entries.map(\.reference.location) + [files.stdout.location, files.stderr.location])
  }

  func read(_ path: String) async throws -> [UInt8] {
    if let content = paths.content(of: path) { return content }
    guard let reference = try await reference(path) else { throw missing(path) }
    return try await context.read(reference, limit: FileLimits.readableBytes)
  }

  func size(_ path: String) async throws -> Int64? {
    if let content = paths.content(of: path) { return Int64(content.count) }
    guard let reference = try await reference(path) else { return nil }
    return try await FileSize.of(reference, in: context)
  }

  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String {
    written.add(try await context.write(bytes, name: ContentName.name(bytes, stem, suffix)).location)
  }

  func glob(_ pattern: String) async throws -> [String] {
    let matches = files.matches[pattern] ?? lateMatches(pattern)
    return matches.compactMap { entries[$0]?.reference.location }
  }

  /// What a pattern matches that became known only from what the command wrote: then everything was kept.
  private func lateMatches(_ pattern: String) -> [String] {
    files.entries.filter { !$0.isFolder && fnmatch(pattern, $0.path, FNM_PATHNAME | FNM_PERIOD) == 0 }
      .map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func stdout() async throws -> String { files.stdout.location }

  func stderr() async throws -> String { files.stderr.location }

  func resolve(_ path: String) async throws -> String { try await reference(path)?.location ?? path }

  /// The value with its files where they lie now.
  ///
  /// - Throws: ``EvaluationError`` for a file that is not there, unless the type lets it be absent.
  func settle(_ value: WDLValue, _ type: WDLType) async throws -> WDLValue {
    try await FileLeaves.map(value, type) { path, kind, isOptional in
      if let content = paths.content(of: path) {
        return written.add(try await context.write(content, name: FileReference(path).name).location)
      }
      guard let reference = try await reference(path) else {
        if isOptional { return nil }
        throw missing(path)
      }
      try check(path, kind)
      return reference.location
    }
  }

  private func missing(_ path: String) -> EvaluationError {
    EvaluationError("there is no file `\(path)`: the command did not leave one of that name in its working folder")
  }

  private func check(_ path: String, _ kind: FileLeaves.Kind) throws {
    guard let entry = entries[relative(path)] else { return }
    switch (kind, entry.isFolder) {
    case (.file, true): throw EvaluationError("`\(path)` is a folder, not a file")
    case (.folder, false): throw EvaluationError("`\(path)` is a file, not a folder")
    default: break
    }
  }

  private func reference(_ path: String) async throws -> FileReference? {
    if let entry = entries[relative(path)] { return entry.reference }
    if known.contains(path) || written.contains(path) { return FileReference(path) }
    if let source = paths.source(of: path) { return source }
    let reference = FileReference(path)
    guard reference.scheme != nil || (path.hasPrefix("/") && paths.seesLocalFiles) else { return nil }
    return try await context.look(at: reference) == nil ? nil : reference
  }

  /// As ``TaskFiles/Entry/path`` has it: without the working folder, `.` and doubled slashes.
  private func relative(_ path: String) -> String {
    let folder = files.workFolder + "/"
    let absolute = path.hasPrefix("/") ? path : path.contains("://") ? nil : folder + path
    guard let absolute else { return path }
    let normal = FileReference(absolute).normalized.location
    return normal.hasPrefix(folder) ? String(normal.dropFirst(folder.count)) : normal
  }
}

/// Files that the outputs' own expressions wrote.
private final class WrittenFiles: Sendable {
  private let locations = Mutex<Set<String>>([])

  /// - Returns: the location.
  @discardableResult
  func add(_ location: String) -> String {
    locations.withLock { _ = $0.insert(location) }
    return location
  }

  func contains(_ location: String) -> Bool { locations.withLock { $0.contains(location) } }
}
