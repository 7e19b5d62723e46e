package import JSONText
package import WorkflowModel

/// What a run does at its end beside what every run does.
package protocol RunEnding: Sendable {
  /// The workflow has given its outputs, and they have been published. What this throws fails the run; resuming it tries
  /// again.
  ///
  /// - Parameter published: the outputs as `outputs.json` would hold them.
  /// - Returns: what `outputs.json` is to hold.
  func succeeded(
    _ run: RunDirectory, _ workflow: String, _ outputs: WorkflowOutputs, published: JSONObject,
    _ storages: StorageTable
  ) async throws -> JSONObject

  /// The run has ended and its journal is closed. Nothing fails any more.
  ///
  /// - Parameter result: the outputs, or what the run ended with.
  /// - Returns: what went wrong, for people.
  func ended(_ run: RunDirectory, _ result: Result<JSONObject, any Error>, _ storages: StorageTable) async -> [String]
}
