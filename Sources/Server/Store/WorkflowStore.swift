import GRDB
import WorkflowModel

/// The workflows of the database.
struct WorkflowStore: Sendable {
  let database: ServerDatabase

  // MARK: Writing

  /// - Returns: whether it is new; false when there is one of that name.
  func insert(_ workflows: [StoredWorkflow]) async throws -> Bool {
    do {
      try await database.pool.write { database in
        for workflow in workflows {
          try database.execute(
            sql: """
              INSERT INTO workflows (id, owner, name, status, submitted, source, language, languageVersion, target)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
              """,
            arguments: [
              workflow.id, workflow.owner, workflow.name, workflow.status.rawValue, workflow.submitted, workflow.source,
              workflow.language, workflow.languageVersion, workflow.target,
            ])
          try Self.set(workflow.labels, of: database.lastInsertedRowID, database)
        }
      }
      return true
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
      return false
    }
  }

  /// Changes how a workflow stands, unless it stands otherwise than is thought.
  ///
  /// - Parameter expected: one of these.
  /// - Returns: whether it was changed.
  func move(
    _ id: String, from expected: Set<WorkflowStatus>, to status: WorkflowStatus, at time: Int64, message: String? = nil
  ) async throws -> Bool {
    try await database.pool.write { database in
      let row = try Row.fetchOne(database, sql: "SELECT * FROM workflows WHERE id = ?", arguments: [id])
      guard let workflow = row.map(StoredWorkflow.init), expected.contains(workflow.status) else { return false }
      let started = status == .running ? workflow.started ?? time : workflow.started
      try database.execute(
        sql: "UPDATE workflows SET status = ?, started = ?, ended = ?, message = ? WHERE number = ?",
        arguments: [status.rawValue, started, status.isTerminal ? time : nil, message, workflow.number])
      return true
    }
  }

  func setName(_ name: String, of id: String) async throws {
    try await database.pool.write {
      try $0.execute(sql: "UPDATE workflows SET name = ? WHERE id = ?", arguments: [name, id])
    }
  }

  /// Adds labels, or changes those of the same names; an empty value takes one away.
  ///
  /// - Returns: all that it has now; nil when there is no such workflow.
  func setLabels(_ labels: [String: String], of id: String) async throws -> [String: String]? {
    try await database.pool.write { database in
      guard
        let number = try Int64.fetchOne(database, sql: "SELECT number FROM workflows WHERE id = ?", arguments: [id])
      else { return nil }
      try Self.set(labels, of: number, database)
      return try Self.labels(of: number, database)
    }
  }

  private static func set(_ labels: [String: String], of workflow: Int64, _ database: Database) throws {
    for (name, value) in labels {
      if value.isEmpty {
        try database.execute(
          sql: "DELETE FROM labels WHERE workflow = ? AND name = ?", arguments: [workflow, name])
      } else {
        try database.execute(sql: "INSERT OR REPLACE INTO labels VALUES (?, ?, ?)", arguments: [workflow, name, value])
      }
    }
  }

  static func labels(of workflow: Int64, _ database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT * FROM labels WHERE workflow = ?", arguments: [workflow])
    return Dictionary(rows.map { ($0["name"], $0["value"]) }, uniquingKeysWith: { $1 })
  }

  // MARK: Reading

  func workflow(_ id: String) async throws -> StoredWorkflow? {
    try await database.pool.read { database in
      let row = try Row.fetchOne(database, sql: "SELECT * FROM workflows WHERE id = ?", arguments: [id])
      guard var workflow = row.map(StoredWorkflow.init) else { return nil }
      workflow.labels = try Self.labels(of: workflow.number, database)
      return workflow
    }
  }

  // MARK: Workflows that are called

  /// Remembers what the calls of a workflow run.
  ///
  /// - Parameter subworkflows: the paths of calls by the ids of what they run.
  func keep(subworkflows: [String: CallPath], of root: String) async throws {
    if subworkflows.isEmpty { return }
    let known = try await database.pool.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM subworkflows WHERE root = ?", arguments: [root]) ?? 0
    }
    if known == subworkflows.count { return }
    try await database.pool.write { database in
      let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO subworkflows VALUES (?, ?, ?)")
      for (id, path) in subworkflows { try statement.execute(arguments: [id, root, path.description]) }
    }
  }

  /// The root workflow and the path of the call that runs it.
  func subworkflow(_ id: String) async throws -> (root: String, path: String)? {
    try await database.pool.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM subworkflows WHERE id = ?", arguments: [id]).map {
        ($0["root"], $0["path"])
      }
    }
  }

  // MARK: All workflows

  /// Those that wait to be run, or that an earlier process ran, in the order in which they were submitted.
  ///
  /// - Parameter excluded: those that this process runs.
  func waiting(_ statuses: [WorkflowStatus], besides excluded: Set<String>, limit: Int) async throws -> [StoredWorkflow]
  {
    try await database.pool.read { database in
      let marks = databaseQuestionMarks(count: statuses.count)
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM workflows WHERE status IN (\(marks)) ORDER BY number",
        arguments: StatementArguments(statuses.map(\.rawValue)))
      var found: [StoredWorkflow] = []
      while found.count < limit, let row = try rows.next() {
        let workflow = StoredWorkflow(row)
        if !excluded.contains(workflow.id) { found.append(workflow) }
      }
      return found
    }
  }

  /// How many there are of each status, of one user or of all.
  func counts(of owner: String? = nil) async throws -> [WorkflowStatus: Int] {
    try await database.pool.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT status, COUNT(*) AS count FROM workflows WHERE ? IS NULL OR owner = ? GROUP BY status",
        arguments: [owner, owner])
      return Self.counts(rows)
    }
  }

  /// - Parameter rows: of `status` and `count`.
  static func counts(_ rows: [Row]) -> [WorkflowStatus: Int] {
    rows.reduce(into: [:]) { counts, row in
      if let status = WorkflowStatus(rawValue: row["status"]) { counts[status] = row["count"] }
    }
  }

  /// The workflows of rows, with their labels.
  static func labelled(_ rows: some Sequence<Row>, _ database: Database) throws -> [StoredWorkflow] {
    try rows.map { row in
      var workflow = StoredWorkflow(row)
      workflow.labels = try labels(of: workflow.number, database)
      return workflow
    }
  }
}
