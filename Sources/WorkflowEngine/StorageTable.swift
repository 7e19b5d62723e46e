package import WorkflowModel

/// The storages of a run by the schemes they serve.
package struct StorageTable: Sendable {
  private let byScheme: [String?: any Storage]

  /// - Parameter storages: of two that serve the same scheme, the later counts.
  package init(_ storages: [any Storage]) {
    byScheme = Dictionary(
      storages.flatMap { storage in storage.schemes.map { ($0, storage) } }, uniquingKeysWith: { $1 })
  }

  /// The storage that serves a reference.
  ///
  /// - Throws: ``ExecutionError`` (`unsupported`) when none does.
  package func storage(of file: FileReference) throws -> any Storage {
    if let storage = byScheme[file.scheme] { return storage }
    let known = byScheme.keys.map { $0.map { "\($0)://" } ?? "paths of this machine" }.sorted()
    throw ExecutionError(
      .unsupported, "cannot reach \(file.redacted): nothing here serves `\(file.scheme ?? "")://`",
      help: "what can be reached: " + known.joined(separator: ", "))
  }
}
