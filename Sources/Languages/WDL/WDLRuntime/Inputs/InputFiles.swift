import WDLLanguage
import WorkflowModel

/// Makes the paths among inputs absolute: looked up from the working folder, then from the inputs file's own.
struct InputFiles: Sendable {
  let folders: [String]
  /// Nil: paths stay as they are.
  let look: (@Sendable (FileReference) async throws -> StorageEntry?)?

  func resolve(_ value: WDLValue, type: WDLType) async throws -> WDLValue {
    try await FileLeaves.map(value, type) { path, kind, _ in try await resolve(path, kind) }
  }

  private func resolve(_ path: String, _ kind: FileLeaves.Kind) async throws -> String {
    if path.isEmpty { throw InputProblem("the path is empty") }
    guard let look, FileReference(path).scheme == nil else { return path }
    let candidates =
      path.hasPrefix("/") ? [FileReference(path)] : folders.map { FileReference($0).appending(path).normalized }
    for candidate in candidates {
      guard let entry = try await look(candidate) else { continue }
      switch (kind, entry.isFolder) {
      case (.file, true): throw InputProblem("\(candidate.location) is a folder, not a file")
      case (.folder, false): throw InputProblem("\(candidate.location) is a file, not a folder")
      default: return entry.reference.location
      }
    }
    throw InputProblem("there is no \(kind == .file ? "file" : "folder") \(path)\(places(candidates, path))")
  }

  private func places(_ candidates: [FileReference], _ path: String) -> String {
    path.hasPrefix("/") ? "" : " (looked for " + candidates.map(\.location).joined(separator: " and ") + ")"
  }
}
