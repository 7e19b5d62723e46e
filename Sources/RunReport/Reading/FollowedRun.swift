import TaskFolder
package import WorkflowEngine
import WorkflowModel

/// A run that goes on: its journal is read as far as it went, and then only what is new.
package struct FollowedRun: Sendable {
  private let directory: RunDirectory
  private var reading = RunReportReading()
  /// Where the next line begins.
  private var place: Int64 = 0
  /// Of the journal, before it was read.
  private var status: FileStatus?

  package init(_ directory: RunDirectory) { self.directory = directory }

  /// As of the last look; nil when there was no journal yet.
  package var run: ReportedRun? { place > 0 ? reading.run(of: directory) : nil }

  /// Differs when ``run`` does.
  package var version: String { "\(status?.inode ?? 0)-\(place)" }

  /// How many calls it has.
  package var callCount: Int { reading.run.calls.count }

  /// Reads what is new.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be read.
  package mutating func refresh() throws {
    guard let status = try look() else {
      self = FollowedRun(directory)
      return
    }
    if status == self.status { return }
    if status.inode != self.status?.inode || status.size < place { self = FollowedRun(directory) }
    place = try reading.read(directory, from: place)
    self.status = status
  }

  private func look() throws -> FileStatus? {
    do {
      return try Disk.status(of: directory.journal)
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: false)
    }
  }
}
