import RunReport
import TaskFolder
import WorkflowEngine

/// The readings of journals that were last asked for: one that has not grown since is not read again.
actor RunReadings {
  private struct Reading {
    let run: ReportedRun
    let status: FileStatus
    var used: Int
  }

  private var readings: [String: Reading] = [:]
  private var uses = 0

  /// Of large runs, one takes some ten megabytes.
  private static let most = 8

  /// - Returns: nil for a run that has not begun.
  /// - Throws: ``ExecutionError`` when the journal cannot be read.
  func run(in directory: RunDirectory) throws -> ReportedRun? {
    guard let status = try Disk.status(of: directory.journal) else { return nil }
    uses += 1
    if var reading = readings[directory.path], reading.status == status {
      reading.used = uses
      readings[directory.path] = reading
      return reading.run
    }
    let run = try ReportedRun(reading: directory)
    readings[directory.path] = Reading(run: run, status: status, used: uses)
    if readings.count > Self.most, let oldest = readings.min(by: { $0.value.used < $1.value.used })?.key {
      readings[oldest] = nil
    }
    return run
  }
}
