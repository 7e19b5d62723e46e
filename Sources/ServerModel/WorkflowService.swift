/// Answers requests about workflows that it lets others run.
package protocol WorkflowService: Sendable {
  /// Answers until the calling task is cancelled. Runs are left as they are then: the next one goes on with them.
  ///
  /// - Parameter announce: told what a person should know, first of all where it listens.
  /// - Throws: ``ExecutionError`` when it cannot listen, or its data cannot be used.
  func serve(
    _ settings: ServerSettings, _ host: any WorkflowHost, announce: @escaping @Sendable (String) -> Void
  ) async throws

  /// Gives a user a token, in place of the one before. Nobody can be told it again.
  ///
  /// - Throws: ``ExecutionError`` when the server's data cannot be used.
  func issueToken(to user: String, _ settings: ServerSettings) throws -> String

  /// Takes a user's token away.
  ///
  /// - Returns: whether there was such a user.
  func removeUser(_ user: String, _ settings: ServerSettings) throws -> Bool

  /// Who has a token, and since when: milliseconds since 1970.
  func users(_ settings: ServerSettings) throws -> [(name: String, made: Int64)]
}
