import ArgumentParser
import RunIndex
import TaskFolder
import WorkflowEngine
import WorkflowModel

struct CleanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Removes runs, or the intermediate files of runs that succeeded.",
    discussion: """
      Says what will go, with sizes, and asks. What lies outside of the folder of runs is not touched, and links are not \
      followed. A run that a process has stays, unless --force. Files on AWS stay, unless --remote.
      """)

  @Argument(help: "The runs: their names, or _latest; without them all that --older-than and --state leave.")
  var runs: [String] = []

  @Option(help: "Only runs whose last event is so long ago: 30d, 12h.")
  var olderThan: String?

  @Option(help: "Only those that succeeded, failed, were cancelled or interrupted; repeatable.")
  var state: [RunState] = []

  @Flag(help: "Keep the runs; remove what tasks wrote and no output points to, and inputs that were fetched.")
  var intermediate = false

  @Flag(help: "Remove what the runs have in the buckets of their environments, too.")
  var remote = false

  @Flag(help: "Only say what would go.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Remove runs, too, that a process has or that others need.")
  var force = false

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Option(help: "The configuration, for --remote; without it what each run was started with.")
  var config: String?

  func validate() throws {
    if runs.isEmpty, olderThan == nil, state.isEmpty, !intermediate {
      throw ValidationError("say which runs: name them, or give --older-than or --state")
    }
    try AgeText.check(olderThan)
  }

  func run() async throws {
    let folder = RunsFolder(runsDir)
    let (summaries, users) = try folder.withIndex { (try $0.runs(), try $0.users()) }
    let plan = try await CleanPlan(
      summaries, in: folder.path, by: try rule(folder), users: users, isRemote: remote, now: WallClock.system.now())
    for (run, reason) in plan.refusals { Terminal.say("\(run) stays: \(reason)") }
    if !plan.items.isEmpty { Terminal.result(plan.lines.joined(separator: "\n")) }
    let cleaning = Cleaning(plan, of: summaries, in: folder.path, isForced: force, isRemote: remote, config: config)
    if plan.items.isEmpty {
      Terminal.say("there is nothing to remove in \(runsDir)")
    } else if dryRun {
      try await cleaning.sayWhatWouldGo()
    } else if try yes || Confirmation.ask("remove \(cleaning.words)?") {
      try await cleaning.run()
    } else {
      Terminal.say("nothing is removed")
    }
    if !runs.isEmpty, !plan.refusals.isEmpty { throw ExitStatus.failure }
  }

  private func rule(_ folder: RunsFolder) throws -> CleanRule {
    var rule = CleanRule()
    rule.age = olderThan.flatMap(AgeText.milliseconds)
    rule.states = Set(state)
    rule.isIntermediate = intermediate
    rule.isForced = force
    if !runs.isEmpty { rule.names = Set(try runs.map { try name(of: $0, folder) }) }
    return rule
  }

  /// - Throws: ``ExecutionError`` (`configuration`) for what is no run of this folder.
  private func name(of run: String, _ folder: RunsFolder) throws -> String {
    // A link in the folder keeps its name, by which it is refused.
    if !run.contains("/"), run != RunLookup.latest, RunRemoval(runs: folder.path).isThere(run) { return run }
    let directory = try RunLookup.find(run, in: runsDir)
    guard FileReference(directory.path).parent.location == folder.path else {
      throw ExecutionError(
        .configuration, "the run \(run) is not in \(runsDir), and nothing outside of it is removed",
        help: "say where it is by --runs-dir")
    }
    return directory.place.name
  }
}
