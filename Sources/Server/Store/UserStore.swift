import Digest
import GRDB
import WorkflowEngine

/// Who may use a server. Of tokens it knows digests only.
struct UserStore: Sendable {
  let database: ServerDatabase

  /// Gives a user a token, in place of the one before.
  ///
  /// - Returns: the token, which nobody can be told again.
  func issue(to name: String) throws -> String {
    let token = Hexadecimal.encode((0..<24).map { _ in UInt8.random(in: 0...255) })
    try database.pool.write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO users VALUES (?, ?, ?)",
        arguments: [name, SHA256.hexadecimal(of: token), WallClock.system.now()])
    }
    return token
  }

  /// - Returns: whether there was such a user.
  func remove(_ name: String) throws -> Bool {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM users WHERE name = ?", arguments: [name])
      return database.changesCount > 0
    }
  }

  /// Names, and when they were given their tokens.
  func all() throws -> [(name: String, made: Int64)] {
    try database.pool.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM users ORDER BY name").map { ($0["name"], $0["made"]) }
    }
  }

  /// Whose token it is.
  func user(of token: String) async throws -> String? {
    try await database.pool.read { try Self.name(of: token, $0) }
  }

  /// The same, for those who can wait.
  func name(of token: String) throws -> String? { try database.pool.read { try Self.name(of: token, $0) } }

  private static func name(of token: String, _ database: Database) throws -> String? {
    let digest = SHA256.hexadecimal(of: token)
    return try String.fetchOne(database, sql: "SELECT name FROM users WHERE token = ?", arguments: [digest])
  }
}
