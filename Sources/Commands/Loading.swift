import SourceText
import Synchronization
import WorkflowModel

/// Reads and checks a workflow, and says what is wrong with it.
enum Loading {
  /// - Throws: ``ExitStatus/failure`` when something is wrong; it has been said.
  static func program(_ source: String, _ composition: Composition) async throws -> any WorkflowProgram {
    try program(source, try await load(source, composition, lints: false))
  }

  /// A program with the documents that it was made of, by path or URL.
  ///
  /// - Throws: ``ExitStatus/failure`` when something is wrong; it has been said.
  static func programWithDocuments(
    _ source: String, _ composition: Composition
  ) async throws -> (program: any WorkflowProgram, documents: [String: [UInt8]]) {
    let kept = Mutex<[String: [UInt8]]>([:])
    let loaded = try await load(source, composition, lints: false) { path, bytes in
      kept.withLock { $0[path] = bytes }
    }
    return (try program(source, loaded), kept.withLock { $0 })
  }

  /// A program out of documents that were kept.
  static func program(
    _ source: String, of documents: [String: [UInt8]], _ composition: Composition
  ) async throws -> any WorkflowProgram {
    let language = try composition.language(of: source)
    let loaded = try await language.load(source, lints: false) { path in
      guard let bytes = documents[path] else {
        throw ExecutionError(
          .fileNotFound, "the run did not keep \(path)", help: "start it anew: martlet run \(source)")
      }
      return bytes
    }
    return try program(source, loaded)
  }

  private static func program(_ source: String, _ loaded: LoadedWorkflow) throws -> any WorkflowProgram {
    for diagnostic in loaded.diagnostics where diagnostic.severity == .error {
      Terminal.say(DiagnosticRenderer.render(diagnostic) + "\n")
    }
    guard let program = loaded.program, !loaded.diagnostics.contains(where: { $0.severity == .error }) else {
      let count = loaded.diagnostics.count { $0.severity == .error }
      Terminal.say("error: \(source) has \(count == 1 ? "an error" : "\(count) errors"); nothing was run")
      throw ExitStatus.failure
    }
    return program
  }

  /// - Parameter keep: given each document that is read.
  static func load(
    _ source: String, _ composition: Composition, lints: Bool,
    keep: @escaping @Sendable (_ path: String, [UInt8]) -> Void = { _, _ in }
  ) async throws -> LoadedWorkflow {
    try await composition.withDocuments { storages in
      try await SourceReading.find(source, storages)
      let language = try composition.language(of: source)
      return try await language.load(SourceReading.absolute(source), lints: lints) {
        let bytes = try await SourceReading.read($0, storages)
        keep($0, bytes)
        return bytes
      }
    }
  }
}
