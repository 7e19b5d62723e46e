import SourceText
import WorkflowModel

/// Reads and checks a workflow, and says what is wrong with it.
enum Loading {
  /// - Throws: ``ExitStatus/failure`` when something is wrong; it has been said.
  static func program(_ source: String, _ composition: Composition) async throws -> any WorkflowProgram {
    let loaded = try await load(source, composition, lints: false)
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

  static func load(_ source: String, _ composition: Composition, lints: Bool) async throws -> LoadedWorkflow {
    try await composition.withDocuments { storages in
      try await SourceReading.find(source, storages)
      let language = try composition.language(of: source)
      return try await language.load(SourceReading.absolute(source), lints: lints) {
        try await SourceReading.read($0, storages)
      }
    }
  }
}
