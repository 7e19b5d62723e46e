import GRDB

/// Which part of a list a client of WES asks for.
struct WESPage {
  private(set) var size = 100
  /// What the page before ended with.
  private(set) var after: Int64?

  private static let greatest = 1_000

  /// - Parameter items: of a query.
  /// - Throws: ``ServerError``.
  init(_ items: [(name: String, value: String)]) throws {
    for (name, value) in items {
      switch name {
      case "page_size":
        guard let size = Int(value), size > 0 else {
          throw ServerError.badRequest("page_size has to be a number from 1, not '\(value)'")
        }
        self.size = min(size, Self.greatest)
      case "page_token" where !value.isEmpty:
        guard let after = Int64(value), after > 0 else {
          throw ServerError.badRequest("'\(value)' is no page_token of this server")
        }
        self.after = after
      default: break
      }
    }
  }
}

extension WorkflowStore {
  /// A user's workflows, the newest first.
  ///
  /// - Returns: the page, and the token of the next one if there is one.
  func page(_ page: WESPage, of owner: String) async throws -> (workflows: [StoredWorkflow], next: Int64?) {
    try await database.pool.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM workflows WHERE owner = ? AND number < ? ORDER BY number DESC LIMIT ?",
        arguments: [owner, page.after ?? Int64.max, page.size + 1])
      let workflows = try Self.labelled(rows.prefix(page.size), database)
      return (workflows, rows.count > page.size ? workflows.last?.number : nil)
    }
  }
}
