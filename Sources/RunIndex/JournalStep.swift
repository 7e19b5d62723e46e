import GRDB
import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Some lines of a run's journal, read into the index.
struct JournalStep {
  var row: RunRow
  let database: Database
  let journal: JournalReader

  /// Reads on from where the run was read to, at most so many lines.
  ///
  /// - Parameter status: of the file before it was opened.
  /// - Returns: whether the journal's end was reached.
  /// - Throws: ``FileSystemError``; `DatabaseError`.
  mutating func read(_ status: FileStatus, lines: inout Int) throws -> Bool {
    if row.id == nil { try row.save(database) }
    let calls = CallRows(run: row.id ?? 0, database: database)
    let isNew = row.stamp.place == 0
    var reading = RunReading(row.summary) { isNew ? nil : try calls.record(of: $0) }
    var failure: (any Error)?
    var left = lines
    let place = try journal.lines(from: row.stamp.place) { line in
      do { try Self.apply(line, to: &reading) } catch { failure = error }
      left -= 1
      return failure == nil && left > 0
    }
    lines = left
    if let error = failure as? ExecutionError {
      reading.fail(error.message)
    } else if let failure {
      throw failure
    }
    try calls.save(reading.calls)
    try calls.save(sources: reading.sources)
    row.summary = reading.summary
    row.stamp.seam = try journal.seam(at: place)
    row.stamp.place = place
    let isWhole = left > 0 || failure != nil
    // What was not read yet is new at the next look.
    if isWhole { row.stamp.take(status) }
    try row.save(database)
    return isWhole
  }

  /// - Throws: ``ExecutionError`` (`unsupported`) for a journal of a newer format; `DatabaseError`.
  private static func apply(_ line: UnsafeBufferPointer<UInt8>, to reading: inout RunReading) throws {
    if let entry = JournalEntryScanner.entry(line) { return try reading.apply(entry) }
    let event: RunEvent
    do {
      event = try RunEvent(try JSONParser.parse(Array(line)))
    } catch let error as ExecutionError where error.code == .unsupported && error.help != nil {
      throw error
    } catch {
      return reading.passOver()
    }
    try reading.apply(JournalEntry(event))
  }
}
