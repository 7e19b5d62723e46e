import GRDB
import TaskFolder
import WorkflowEngine

/// How far a journal was read, and what its file looked like then.
struct JournalStamp: Hashable {
  /// Where the next line begins.
  var place: Int64 = 0
  var size: Int64 = -1
  var modified: Int64 = 0
  var inode: Int64 = 0
  /// A fingerprint of what stands before ``place``.
  var seam: Int64 = 0

  /// Whether the file looks as it did, so that nothing in it is new.
  func isOf(_ status: FileStatus) -> Bool {
    size == status.size && modified == status.modified && inode == Int64(bitPattern: status.inode)
  }

  mutating func take(_ status: FileStatus) {
    size = status.size
    modified = status.modified
    inode = Int64(bitPattern: status.inode)
  }
}

/// A run in the table of runs.
struct RunRow {
  var id: Int64?
  var summary: RunSummary
  var stamp = JournalStamp()

  init(name: String) { summary = RunSummary(name: name) }

  init(_ row: Row) {
    id = row["id"]
    summary = RunSummary(name: row["name"])
    summary.workflow = row["workflow"]
    summary.key = row["key"]
    summary.environments = (row["environments"] as String).split(separator: "\n").map(String.init)
    summary.begun = row["begun"]
    summary.latest = row["latest"]
    summary.end = Self.end(row["ending"], row["message"])
    summary.counts = CallCounts(text: row["counts"])
    summary.retries = row["retries"]
    summary.unread = row["unread"]
    summary.problem = row["problem"]
    stamp = JournalStamp(
      place: row["place"], size: row["size"], modified: row["modified"], inode: row["inode"], seam: row["seam"])
  }

  static func fetch(_ name: String, _ database: Database) throws -> RunRow? {
    try Row.fetchOne(database, sql: "SELECT * FROM runs WHERE name = ?", arguments: [name]).map(RunRow.init)
  }

  mutating func save(_ database: Database) throws {
    let (ending, message) = Self.words(of: summary.end)
    let values: StatementArguments = [
      id, summary.name, summary.workflow, summary.key, summary.environments.joined(separator: "\n"), summary.begun,
      summary.latest, ending, message, summary.counts.text, summary.retries, summary.unread, summary.problem,
      stamp.place, stamp.size, stamp.modified, stamp.inode, stamp.seam,
    ]
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: values)
    if id == nil { id = database.lastInsertedRowID }
  }

  private static func end(_ word: String?, _ message: String?) -> RunEnd? {
    switch word {
    case "succeeded": .succeeded
    case "cancelled": .cancelled
    case "failed": .failed(message ?? "")
    default: nil
    }
  }

  private static func words(of end: RunEnd?) -> (String?, String?) {
    switch end {
    case .succeeded?: ("succeeded", nil)
    case .cancelled?: ("cancelled", nil)
    case .failed(let message)?: ("failed", message)
    case nil: (nil, nil)
    }
  }
}

extension CallCounts {
  /// The counts in the order of the states.
  fileprivate var text: String { CallState.allCases.map { String(self[$0]) }.joined(separator: " ") }

  fileprivate init(text: String) {
    self.init()
    for (state, count) in zip(CallState.allCases, text.split(separator: " ")) { self[state] = Int(count) ?? 0 }
  }
}
