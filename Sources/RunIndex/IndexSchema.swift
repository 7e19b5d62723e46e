import GRDB

/// The tables of an index, and their version.
enum IndexSchema {
  /// To be raised with every change of the tables and of what is read from journals: an older index is read anew.
  static let version = 1

  enum Standing { case current, older, newer }

  static func standing(_ database: Database) throws -> Standing {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    return found == version ? .current : found < version ? .older : .newer
  }

  /// Makes the tables anew; what is there is lost.
  static func make(_ database: Database) throws {
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for table in try String.fetchAll(database, sql: tables) {
      try database.execute(sql: "DROP TABLE \"\(table)\"")
    }
    try database.execute(sql: runs)
    try database.execute(sql: calls)
    try database.execute(sql: uses)
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// `place` to `seam` tell how far its journal was read, and what the file looked like then.
  private static let runs = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, workflow TEXT NOT NULL, key TEXT NOT NULL,
      environments TEXT NOT NULL, begun INTEGER NOT NULL, latest INTEGER NOT NULL, ending TEXT, message TEXT,
      counts TEXT NOT NULL, retries INTEGER NOT NULL, unread INTEGER NOT NULL, problem TEXT,
      place INTEGER NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL,
      seam INTEGER NOT NULL)
    """

  /// `source` is the key of another run whose results this one uses where they lie.
  private static let uses = """
    CREATE TABLE uses (
      run INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (run, source)) WITHOUT ROWID
    """

  private static let calls = """
    CREATE TABLE calls (
      run INTEGER NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, state INTEGER NOT NULL,
      begun INTEGER NOT NULL, since INTEGER NOT NULL, attempts INTEGER NOT NULL, message TEXT,
      PRIMARY KEY (run, path)) WITHOUT ROWID
    """
}
