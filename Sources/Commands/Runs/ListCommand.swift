import ArgumentParser
import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

extension RunState: ExpressibleByArgument {}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists runs, the newest first.",
    discussion: """
      A run is `interrupted` when its journal has no end and no process goes on with it: `martlet resume` does.
      """)

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Option(help: "Only those that are running, succeeded, failed, cancelled or interrupted; repeatable.")
  var state: [RunState] = []

  @Option(help: "Only so many.")
  var limit: Int?

  @Option(help: "table or json.")
  var format = ListingFormat.table

  /// Of how many unreadable runs the reason is told.
  private static let told = 3

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of runs, 1 or more") }
  }

  func run() throws {
    let folder = RunsFolder(runsDir)
    let runs = try folder.withIndex { index in
      try index.runs(limit: limit) { state.isEmpty || state.contains($0.state) }
    }
    let listing = RunListing(runs, now: WallClock.system.now())
    switch format {
    case .table:
      if runs.isEmpty {
        Terminal.say(state.isEmpty ? "there are no runs in \(runsDir)" : "there are no such runs in \(runsDir)")
      } else {
        Terminal.result(listing.lines.joined(separator: "\n"))
      }
    case .json: Terminal.result(JSONWriter.indented(listing.json))
    }
    for run in runs.filter({ $0.problem != nil }).prefix(Self.told) {
      Terminal.say("warning: the run \(run.name) cannot be read: \(run.problem ?? "")")
    }
  }
}
