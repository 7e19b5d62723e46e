package import JSONText
package import RunReport
package import WorkflowEngine
package import WorkflowModel

/// What a server can tell of runs beside their journals.
package protocol RunReader: Sendable {
  /// The calls of a run's workflow and which of them wait for which; nil where it kept no workflow.
  func graph(of run: RunDirectory) async -> CallGraph?

  /// What it has cost so far; nil where all of it ran on this machine, or nothing has run.
  func costs(of run: RunDirectory) async -> ReportedCosts?

  /// One call as `martlet show --format json` tells it.
  ///
  /// - Parameter call: its path.
  /// - Throws: ``ExecutionError``; `configuration` when the run has no such call.
  func details(of call: String, in run: RunDirectory) async throws -> JSONValue

  /// How long a file is that lies on no machine's disk, in bytes; nil when there is none, or it is a folder.
  func size(of file: FileReference) async throws -> Int64?

  /// The bytes of such a file from a place on, at most `count` of them; none at its end.
  func read(_ file: FileReference, from start: Int64, count: Int) async throws -> [UInt8]
}
