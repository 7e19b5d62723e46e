import ServerModel
import SourceText
import Synchronization
import WorkflowModel

/// A workflow that was submitted, read and checked.
struct SubmittedProgram: Sendable {
  /// By path or URL.
  let documents: [String: [UInt8]]
  /// `WDL`.
  let language: String
  private let loaded: LoadedWorkflow

  /// Reads documents where they are; on this machine none but those that were submitted.
  ///
  /// - Throws: ``ExecutionError`` when one cannot be read.
  init(_ submitted: SubmittedDocuments, _ composition: Composition) async throws {
    let kept = Mutex<[String: [UInt8]]>([:])
    let language = try composition.language(of: submitted.main)
    self.language = language.name
    loaded = try await composition.withDocuments { storages in
      try await language.load(submitted.main, lints: false) { path in
        try Self.check(path, in: submitted.folder)
        let bytes = try await SourceReading.read(path, storages)
        kept.withLock { $0[path] = bytes }
        return bytes
      }
    }
    documents = kept.withLock { $0 }
  }

  /// Reads documents that were kept.
  init(_ source: String, of documents: [String: [UInt8]], _ composition: Composition) async throws {
    self.documents = documents
    let language = try composition.language(of: source)
    self.language = language.name
    loaded = try await language.load(source, lints: false) { path in
      guard let bytes = documents[path] else { throw ExecutionError(.fileNotFound, "the run did not keep \(path)") }
      return bytes
    }
  }

  /// Of the language, as the main document says.
  var version: String { loaded.version }

  /// What is wrong with the documents, one text each.
  var errors: [String] {
    loaded.diagnostics.filter { $0.severity == .error }.map { DiagnosticRenderer.render($0) }
  }

  /// - Throws: ``ExecutionError`` (`invalidInput`) with all that is wrong with the documents.
  func program() throws -> any WorkflowProgram {
    guard let program = loaded.program, errors.isEmpty else {
      throw ExecutionError(.invalidInput, "the workflow is wrong:\n" + errors.joined(separator: "\n"))
    }
    return program
  }

  private static func check(_ path: String, in folder: String) throws {
    guard FileReference(path).isLocal else { return }
    guard path.hasPrefix(folder + "/"), !path.split(separator: "/").contains("..") else {
      throw ExecutionError(
        .accessDenied, "the document \(path) was not submitted",
        help: "send it along in workflowDependencies, and import it by its path in there")
    }
  }
}
