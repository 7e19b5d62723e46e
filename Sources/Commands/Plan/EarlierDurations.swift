import RunCost
import RunIndex
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// How long tasks took in the last runs of a workflow.
enum EarlierDurations {
  /// How many runs are looked at, the newest first.
  private static let runs = 5

  /// - Parameter folder: of all runs, as the user wrote it.
  /// - Returns: by task, milliseconds from the shortest to the longest.
  static func of(_ workflow: String, in folder: String) throws -> [String: ClosedRange<Int64>] {
    let path = SourceReading.absolute(folder)
    guard try onDisk({ () throws(FileSystemError) in try Disk.status(of: path) }) != nil else { return [:] }
    let names = try RunsFolder(folder).withIndex { index in
      try index.runs(limit: runs) { $0.workflow == workflow && $0.problem == nil }.map(\.name)
    }
    var durations: [String: ClosedRange<Int64>] = [:]
    for name in names {
      // One that is removed meanwhile tells nothing.
      guard let directory = try? RunLookup.find(name, in: folder) else { continue }
      var reading = CostReading()
      try JournalEvents.read(directory, CostReading.events) { reading.apply($0) }
      durations.merge(reading.durations) { min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound) }
    }
    return durations
  }
}
