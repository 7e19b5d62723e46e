import ArgumentParser
import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says where a run is: its calls by name, and what failed.")

  @OptionGroup var of: RunArguments

  @Flag(help: "List every call.")
  var calls = false

  @Option(help: "table or json.")
  var format = ListingFormat.table

  func run() async throws {
    let told = try await of.withRun { found in
      var told = try report(of: found.directory, in: found.runs)
      if told.isInterrupted { told.left = try await left(of: found) }
      return told
    }
    switch format {
    case .table: Terminal.result(Terminal.visible(told.lines.joined(separator: "\n")))
    case .json: Terminal.result(JSONWriter.indented(told.json))
    }
  }

  private func report(of directory: RunDirectory, in runs: String) throws -> StatusReport {
    try RunsFolder.withIndex(of: directory, in: runs) { index, summary in
      StatusReport(
        summary, folder: directory.path, tallies: try index.tallies(of: summary.name),
        failures: try index.calls(of: summary.name, in: [.failed], limit: StatusReport.told),
        calls: calls ? try index.calls(of: summary.name) : nil, now: WallClock.system.now(),
        resuming: GoingOn.way(directory, in: of.runsDir, of.environment),
        cancelling: GoingOn.command("cancel", directory, in: of.runsDir, of.environment))
    }
  }

  /// What goes on of a run that no process here has; nil where it has no jobs on AWS Batch, or they cannot be asked for.
  private func left(of found: FoundRun) async throws -> LeftReport? {
    do {
      let left = try LeftRun(found.directory, found.access)
      let (head, jobs) = (try await found.headJob(), try await left.jobs())
      let runs = try await PassingFolder.with { folder in
        try await left.coordinated(into: folder).map { try report(of: $0, in: folder) }
      }
      let holder = try await found.holder()
      if head == nil, holder == nil, jobs.isEmpty, runs.isEmpty { return nil }
      return LeftReport(head: head, holder: holder, jobs: jobs, runs: runs)
    } catch let error as ExecutionError {
      Terminal.say("warning: what goes on of the run cannot be told: \(error)")
      return nil
    }
  }
}
