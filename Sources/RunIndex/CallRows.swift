import GRDB

/// The calls of one run in the table of calls.
struct CallRows {
  let run: Int64
  let database: Database

  func record(of path: String) throws -> CallRecord? {
    let statement = try database.cachedStatement(
      sql: "SELECT number, state, begun, since, attempts, message FROM calls WHERE run = ? AND path = ?")
    return try Row.fetchOne(statement, arguments: [run, path]).map(CallRecord.init)
  }

  func save(_ calls: [String: CallRecord]) throws {
    let statement = try database.cachedStatement(sql: "INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    // In the order of the table, so that its pages are filled one after the other.
    for (path, call) in calls.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      try statement.execute(arguments: [
        run, path, callName(of: path), call.number, call.state.rawValue, call.begun, call.since, call.attempts,
        call.message,
      ])
    }
  }

  /// - Parameter sources: the keys of other runs whose results this one uses.
  func save(sources: Set<String>) throws {
    for source in sources {
      try database.execute(sql: "INSERT OR IGNORE INTO uses VALUES (?, ?)", arguments: [run, source])
    }
  }

  func remove() throws {
    for table in ["calls", "uses"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
    }
  }

  /// One row for each name, in the order in which the names began.
  func tallies() throws -> [CallTally] {
    let sql = """
      SELECT name, state, COUNT(*) AS count, SUM(MAX(attempts - 1, 0)) AS retries, MIN(number) AS first,
        MIN(since) AS oldest FROM calls WHERE run = ? GROUP BY name, state ORDER BY first
      """
    var names: [String] = []
    var tallies: [String: CallTally] = [:]
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [run])
    while let row = try rows.next() {
      let name: String = row["name"]
      guard let state = CallState(rawValue: row["state"]) else { continue }
      if tallies[name] == nil { names.append(name) }
      var tally = tallies[name] ?? CallTally(name: name)
      tally.counts[state] = row["count"]
      tally.retries += row["retries"] as Int
      if state == .running { tally.oldestRunning = row["oldest"] }
      tallies[name] = tally
    }
    for (name, reason) in try reasons() { tallies[name]?.reason = reason }
    return names.compactMap { tallies[$0] }
  }

  /// Why the newest of the queued calls of each name waits.
  private func reasons() throws -> [(String, String)] {
    let sql = """
      SELECT name, message, MAX(since) FROM calls WHERE run = ? AND state = ? AND message IS NOT NULL GROUP BY name
      """
    return try Row.fetchAll(database, sql: sql, arguments: [run, CallState.queued.rawValue]).map {
      ($0["name"], $0["message"])
    }
  }

  /// Calls in the order in which they began.
  ///
  /// - Parameter states: only these.
  func calls(in states: [CallState] = CallState.allCases, limit: Int? = nil) throws -> [IndexedCall] {
    let wanted = states.map { String($0.rawValue) }.joined(separator: ", ")
    let sql = "SELECT * FROM calls WHERE run = ? AND state IN (\(wanted)) ORDER BY number LIMIT ?"
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [run, limit ?? -1])
    var calls: [IndexedCall] = []
    while let row = try rows.next() {
      calls.append(IndexedCall(path: row["path"], name: row["name"], record: CallRecord(row)))
    }
    return calls
  }
}

extension CallRecord {
  fileprivate init(_ row: Row) {
    self.init(number: row["number"], begun: row["begun"])
    state = CallState(rawValue: row["state"]) ?? .waiting
    since = row["since"]
    attempts = row["attempts"]
    message = row["message"]
  }
}

extension CallRows {
  /// The call that a person means: its path (`variants/align[3]`), its folder (`variants/align/3`), or its name when the
  /// run has but one call of it.
  ///
  /// - Returns: the call; or those of its name, at most `limit`, when there are several; or none.
  func calls(called text: String, limit: Int) throws -> [IndexedCall] {
    for path in [text, callPath(ofFolder: text)] {
      if let record = try record(of: path) {
        return [IndexedCall(path: path, name: callName(of: path), record: record)]
      }
    }
    let sql = "SELECT * FROM calls WHERE run = ? AND name = ? ORDER BY number LIMIT ?"
    return try Row.fetchAll(database, sql: sql, arguments: [run, callName(of: text), limit]).map {
      IndexedCall(path: $0["path"], name: $0["name"], record: CallRecord($0))
    }
  }
}

/// The text of a call's path by its folder: `align/3/sort` is `align[3]/sort`.
func callPath(ofFolder folder: String) -> String {
  var path = ""
  for part in folder.split(separator: "/") {
    if !path.isEmpty, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      path += "[\(part)]"
    } else {
      path += path.isEmpty ? String(part) : "/\(part)"
    }
  }
  return path
}
