/// Answers requests about workflows that it lets others run.
package protocol WorkflowService: Sendable {
  /// Answers until the calling task is cancelled. Runs are left as they are then: the next one goes on with them.
  ///
  /// - Parameter announce: told what a person should know, first of all where it listens.
  /// - Throws: ``ExecutionError`` when it cannot listen, or its data cannot be used.
  func serve(
    _ settings: ServerSettings, _ host: any WorkflowHost, announce: @escaping @Sendable (String) -> Void
  ) async throws
}
