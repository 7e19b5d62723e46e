import ArgumentParser
import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says where a run is: its calls by name, and what failed.")

  @Argument(help: "The run: its name, its folder, _latest, or its copy in S3.")
  var run = RunLookup.latest

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Flag(help: "List every call.")
  var calls = false

  @Option(help: "table or json.")
  var format = ListingFormat.table

  func run() async throws {
    let report = try await PassingFolder.with { folder in
      let isCopy = FileReference(run).scheme == "s3"
      let directory = try await RunLookup.bring(run, in: isCopy ? folder : runsDir)
      var told = try self.report(of: directory, in: isCopy ? folder : runsDir)
      if told.isInterrupted { told.left = try await left(of: directory, folder) }
      return told
    }
    switch format {
    case .table: Terminal.result(Terminal.visible(report.lines.joined(separator: "\n")))
    case .json: Terminal.result(JSONWriter.indented(report.json))
    }
  }

  private func report(of directory: RunDirectory, in runs: String) throws -> StatusReport {
    try RunsFolder.withIndex(of: directory, in: runs) { index, summary in
      StatusReport(
        summary, folder: directory.path, tallies: try index.tallies(of: summary.name),
        failures: try index.calls(of: summary.name, in: [.failed], limit: StatusReport.told),
        calls: calls ? try index.calls(of: summary.name) : nil, now: WallClock.system.now(),
        resuming: GoingOn.way(directory, in: runs),
        cancelling: GoingOn.command("cancel", directory, in: runs))
    }
  }

  /// What goes on of a run that no process has; nil where it has no jobs on AWS Batch, or they cannot be asked for.
  private func left(of directory: RunDirectory, _ folder: String) async throws -> LeftReport? {
    let access = EnvironmentAccess(of: directory)
    let found: LeftReport?
    do {
      let left = try LeftRun(directory, access)
      let jobs = try await left.jobs()
      let runs = try await left.coordinated(into: folder).map { try report(of: $0, in: folder) }
      found = jobs.isEmpty && runs.isEmpty ? nil : LeftReport(jobs: jobs, runs: runs)
    } catch let error as ExecutionError {
      Terminal.say("warning: what goes on of the run cannot be told: \(error)")
      found = nil
    }
    await access.shutdown()
    return found
  }
}
