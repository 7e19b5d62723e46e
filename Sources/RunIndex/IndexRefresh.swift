import GRDB
import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Reads into an index what is new in the journals of a folder of runs.
///
/// It goes in steps, each a transaction of its own that looks afresh at how far a run was read: so two processes may do it
/// at the same time, and share the work.
struct IndexRefresh {
  let database: DatabaseQueue
  /// The folder of all runs.
  let runs: String

  /// After so many lines a step ends: others wait for it.
  private static let linesOfStep = 200_000

  /// All runs; those whose folders are gone are forgotten.
  ///
  /// - Parameter reading: told how many bytes will be read, before they are.
  func all(reading: (Int64) -> Void) throws {
    let known = try database.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM runs").map(RunRow.init)
    }
    let stamps = Dictionary(known.map { ($0.summary.name, $0.stamp) }, uniquingKeysWith: { $1 })
    var found: Set<String> = []
    var changed: [(name: String, status: FileStatus)] = []
    for name in try RunFolders.names(in: runs) {
      guard let status = status(of: name) else { continue }
      found.insert(name)
      if stamps[name]?.isOf(status) != true { changed.append((name, status)) }
    }
    reading(changed.map { max(0, $1.size - (stamps[$0]?.place ?? 0)) }.reduce(0, +))
    try forget(known.filter { !found.contains($0.summary.name) })
    try refresh(changed.map(\.name))
  }

  /// One run.
  func one(_ name: String) throws {
    let row = try database.read { try RunRow.fetch(name, $0) }
    guard let status = status(of: name) else { return try forget([row].compactMap(\.self)) }
    if row?.stamp.isOf(status) != true { try refresh([name]) }
  }

  private func status(of name: String) -> FileStatus? {
    let status = (try? Disk.status(of: RunFolders.directory(of: name, in: runs).journal)) ?? nil
    return status?.kind == .file ? status : nil
  }

  private func forget(_ rows: [RunRow]) throws {
    for row in rows {
      try database.inTransaction(.immediate) { database in
        guard let id = row.id else { return .commit }
        try CallRows(run: id, database: database).remove()
        try database.execute(sql: "DELETE FROM runs WHERE id = ?", arguments: [id])
        return .commit
      }
    }
  }

  private func refresh(_ names: [String]) throws {
    var names = names[...]
    while !names.isEmpty {
      try database.inTransaction(.immediate) { database in
        var lines = Self.linesOfStep
        while lines > 0, let name = names.first {
          if try step(name, database, lines: &lines) { names.removeFirst() }
        }
        return .commit
      }
    }
  }

  /// Reads a run's journal on, at most so many lines.
  ///
  /// - Returns: whether it has been read to its end.
  private func step(_ name: String, _ database: Database, lines: inout Int) throws -> Bool {
    guard let status = status(of: name) else { return true }
    var row = try RunRow.fetch(name, database) ?? RunRow(name: name)
    if row.stamp.isOf(status) { return true }
    do {
      let journal = try JournalReader(RunFolders.directory(of: name, in: runs).journal)
      if try !journal.goesOn(after: row.stamp, status) { try forgetCalls(of: &row, database) }
      var step = JournalStep(row: row, database: database, journal: journal)
      return try step.read(status, lines: &lines)
    } catch let error as FileSystemError {
      // It is looked at again each time: whoever may not read it today may tomorrow.
      try forgetCalls(of: &row, database)
      row.summary.problem = "\(error)"
      try row.save(database)
      return true
    }
  }

  /// Begins anew with a run.
  private func forgetCalls(of row: inout RunRow, _ database: Database) throws {
    let id = row.id
    row = RunRow(name: row.summary.name)
    row.id = id
    if let id { try CallRows(run: id, database: database).remove() }
  }
}

extension JournalReader {
  /// Whether the file is the one that was read before, and has only grown.
  fileprivate func goesOn(after stamp: JournalStamp, _ status: FileStatus) throws(FileSystemError) -> Bool {
    if stamp.place == 0 { return false }
    guard stamp.place <= status.size else { return false }
    return try seam(at: stamp.place) == stamp.seam
  }
}
