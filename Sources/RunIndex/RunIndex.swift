import GRDB
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// A reading of the journals of a folder of runs, kept in a file beside them so that the next reading is short.
///
/// The journals are the truth: the file may be removed at any time, no run needs it, and where it cannot be used the
/// journals are read into memory instead.
package struct RunIndex {
  private let database: DatabaseQueue
  /// The folder of all runs. Absolute.
  private let runs: String

  package static let fileName = "_index.sqlite"
  /// Seconds to wait for another process that writes to the index; it writes for a second or two at a time.
  package static let patience = 20.0

  fileprivate init(_ database: DatabaseQueue, _ runs: String) {
    self.database = database
    self.runs = runs
  }

  // MARK: Opening

  /// Hands out the index of a folder of runs.
  ///
  /// - Parameters:
  ///   - isKept: whether the index may be written beside the runs; false reads into memory.
  ///   - patience: seconds to wait for another process that writes to the file.
  ///   - say: told what a person should know: that the index could not be used.
  ///   - body: called again, with another index, when the file turns out to be unusable: it should do nothing but read.
  /// - Throws: what `body` throws; ``ExecutionError`` when not even the journals can be read.
  package static func of<Value>(
    _ runs: String, isKept: Bool = true, patience: Double = patience, say: (String) -> Void,
    _ body: (RunIndex) throws -> Value
  ) throws -> Value {
    if isKept, (try? Disk.status(of: runs))??.kind == .folder {
      do {
        return try kept(runs, patience, body)
      } catch let trouble as IndexTrouble {
        say("the index \(runs)/\(fileName) is not used: \(trouble); the journals are read instead")
      }
    }
    return try onDisk { try body(inMemory(runs)) }
  }

  private static func kept<Value>(
    _ runs: String, _ patience: Double, _ body: (RunIndex) throws -> Value
  ) throws -> Value {
    do {
      return try onDisk { try body(open(runs, patience)) }
    } catch let error as DatabaseError where error.isDamage {
      try onDisk { try removeFile(in: runs) }
    } catch let error as DatabaseError {
      throw IndexTrouble(error)
    }
    do {
      return try onDisk { try body(open(runs, patience)) }
    } catch let error as DatabaseError {
      throw IndexTrouble(error)
    }
  }

  private static func open(_ runs: String, _ patience: Double) throws -> RunIndex {
    let database = try file(in: runs, patience)
    if try database.read(IndexSchema.standing) != .current {
      try database.inTransaction(.immediate) { database in
        switch try IndexSchema.standing(database) {
        case .current: break
        case .older: try IndexSchema.make(database)
        case .newer: throw IndexTrouble("a newer martlet wrote it")
        }
        return .commit
      }
    }
    return RunIndex(database, runs)
  }

  private static func file(in runs: String, _ patience: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    return try DatabaseQueue(path: runs + "/" + fileName, configuration: configuration)
  }

  private static func inMemory(_ runs: String) throws -> RunIndex {
    let database = try DatabaseQueue()
    try database.write(IndexSchema.make)
    return RunIndex(database, runs)
  }

  /// Empties the index, whatever is in its file.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be written.
  package static func empty(_ runs: String) throws {
    do {
      try file(in: runs, patience).inTransaction(.immediate) { database in
        try IndexSchema.make(database)
        return .commit
      }
    } catch let error as DatabaseError where error.isDamage {
      try onDisk { try removeFile(in: runs) }
    } catch let error as DatabaseError {
      throw ExecutionError(.notWritable, "cannot write the index \(runs)/\(fileName): \(IndexTrouble(error))")
    }
  }

  private static func removeFile(in runs: String) throws {
    for end in ["", "-journal", "-wal", "-shm"] { try Disk.removeTree(runs + "/" + fileName + end) }
  }

  // MARK: Reading

  /// Reads what is new in all journals, or in one.
  ///
  /// - Parameter run: the name of its folder; nil for all.
  /// - Parameter reading: told how many bytes will be read, before they are.
  package func refresh(_ run: String? = nil, reading: (Int64) -> Void = { _ in }) throws {
    let refresh = IndexRefresh(database: database, runs: runs)
    if let run { try refresh.one(run) } else { try refresh.all(reading: reading) }
  }

  /// The newest first.
  ///
  /// - Parameter isWanted: asked of each until there are as many as `limit`.
  package func runs(limit: Int? = nil, where isWanted: (RunSummary) -> Bool = { _ in true }) throws -> [RunSummary] {
    try database.read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM runs ORDER BY begun DESC, name DESC")
      var found: [RunSummary] = []
      while found.count < limit ?? .max, let row = try rows.next() {
        let summary = withHolder(RunRow(row).summary)
        if isWanted(summary) { found.append(summary) }
      }
      return found
    }
  }

  /// One run; nil when there is none of that name.
  package func run(_ name: String) throws -> RunSummary? {
    try database.read { try RunRow.fetch(name, $0) }.map { withHolder($0.summary) }
  }

  /// The names of runs by the keys of those whose results they use where these lie.
  package func users() throws -> [String: [String]] {
    try database.read { database in
      let sql = "SELECT source, name FROM uses JOIN runs ON runs.id = uses.run ORDER BY begun DESC"
      return try Row.fetchAll(database, sql: sql).reduce(into: [:]) { users, row in
        users[row["source"], default: []].append(row["name"])
      }
    }
  }

  /// The calls of a run by their names.
  package func tallies(of run: String) throws -> [CallTally] { try calls(of: run) { try $0.tallies() } }

  /// The calls of a run in the order in which they began.
  package func calls(
    of run: String, in states: [CallState] = CallState.allCases, limit: Int? = nil
  ) throws -> [IndexedCall] {
    try calls(of: run) { try $0.calls(in: states, limit: limit) }
  }

  /// The call that a person means: by its path (`variants/align[3]`), its folder (`variants/align/3`), or its name.
  ///
  /// - Returns: the call; or those of its name, at most `limit`, when there are several; or none.
  package func calls(called text: String, of run: String, limit: Int) throws -> [IndexedCall] {
    try calls(of: run) { try $0.calls(called: text, limit: limit) }
  }

  private func calls<Value>(of run: String, _ body: (CallRows) throws -> [Value]) throws -> [Value] {
    try database.read { database in
      guard let id = try RunRow.fetch(run, database)?.id else { return [] }
      return try body(CallRows(run: id, database: database))
    }
  }

  private func withHolder(_ summary: RunSummary) -> RunSummary {
    guard summary.end == nil, summary.problem == nil else { return summary }
    var summary = summary
    let directory = RunFolders.directory(of: summary.name, in: runs)
    summary.isHeld = RunLease.isHeld(directory)
    summary.isDetached = directory.isDetached
    return summary
  }
}

/// Why the index's file cannot be used.
struct IndexTrouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  init(_ error: DatabaseError) {
    description =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: "another process writes to it"
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: "it cannot be written"
      case .SQLITE_FULL: "the disk is full"
      default: error.message ?? "\(error.resultCode)"
      }
  }
}

extension DatabaseError {
  /// Whether the file is no index: it is made anew.
  fileprivate var isDamage: Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_FORMAT].contains(resultCode.primaryResultCode)
  }
}

/// Runs what may fail on the disk; what the system refuses becomes an ``ExecutionError``.
private func onDisk<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as FileSystemError {
    throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
  }
}
