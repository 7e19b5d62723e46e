import ArgumentParser
import RunIndex
import WorkflowEngine
import WorkflowModel

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Looks after the index of runs.", subcommands: [RebuildIndexCommand.self])
}

struct RebuildIndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Makes the index of runs anew from their journals.",
    discussion: """
      It is made by itself when it is missing, damaged or of an older version. Runs do not need it, and it may be \
      removed at any time.
      """)

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  func run() throws {
    let folder = RunsFolder(runsDir)
    try RunIndex.empty(folder.path)
    let runs = try folder.withIndex { try $0.runs() }
    let calls = runs.map(\.counts.total).reduce(0, +)
    Terminal.say("the index of \(runsDir) has \(Plural.text(runs.count, "run")) with \(Plural.text(calls, "call"))")
  }
}
