import WDLLanguage
package import WorkflowModel

/// The Workflow Description Language, draft-2 to 1.3 (openwdl/wdl).
package struct WDL: WorkflowLanguage {
  package let name = "WDL"
  package let versions = WDLVersion.allCases.map(\.rawValue)
  package let fileExtensions = ["wdl"]

  package init() {}

  package func load(
    _ source: String, lints: Bool, read: @escaping @Sendable (String) async throws -> [UInt8]
  ) async throws -> LoadedWorkflow {
    let loaded = try await DocumentLoader.load(source, lints: lints, read: read)
    return LoadedWorkflow(
      version: loaded.version.rawValue, diagnostics: loaded.diagnostics, program: loaded.typed.map(WDLProgram.init))
  }
}
