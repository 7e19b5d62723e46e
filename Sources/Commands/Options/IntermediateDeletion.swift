import JSONText
import WorkflowEngine
import WorkflowModel

/// Removes what a run that succeeded has left and none of its outputs needs: `martlet clean --intermediate --remote` of it.
struct IntermediateDeletion {
  private let run: RunDirectory

  init(_ run: RunDirectory) { self.run = run }

  /// - Throws: ``ExecutionError``.
  func delete(keeping outputs: JSONObject) async throws {
    try IntermediateFiles(of: run, users: []).remove()
    let access = EnvironmentAccess(of: run)
    do {
      let remote = try await RemoteFiles(
        key: run.place.key, environments: ConfigurationRecord.environments(in: run), isDetached: false, access: access)
      _ = try await remote.removeIntermediate(keeping: .object(outputs), dryRun: false)
    } catch {
      await access.shutdown()
      throw error
    }
    await access.shutdown()
  }
}
