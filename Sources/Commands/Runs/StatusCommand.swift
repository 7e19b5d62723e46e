import ArgumentParser
import JSONText
import RunIndex
import WorkflowEngine

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says where a run is: its calls by name, and what failed.")

  @Argument(help: "The run: its name, its folder, or _latest.")
  var run = RunLookup.latest

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Flag(help: "List every call.")
  var calls = false

  @Option(help: "table or json.")
  var format = ListingFormat.table

  func run() async throws {
    let directory = try RunLookup.find(run, in: runsDir)
    let report = try RunsFolder.withIndex(of: directory, in: runsDir) { index, summary in
      StatusReport(
        summary, folder: directory.path, tallies: try index.tallies(of: summary.name),
        failures: try index.calls(of: summary.name, in: [.failed], limit: StatusReport.told),
        calls: calls ? try index.calls(of: summary.name) : nil, now: WallClock.system.now(),
        resuming: GoingOn.way(directory, in: runsDir))
    }
    switch format {
    case .table: Terminal.result(Terminal.visible(report.lines.joined(separator: "\n")))
    case .json: Terminal.result(JSONWriter.indented(report.json))
    }
  }
}
