import ArgumentParser
import Concurrency
import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

extension RunState: ExpressibleByArgument {}

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists runs, the newest first.",
    discussion: """
      A run is `interrupted` when its journal has no end and no process goes on with it: `martlet resume` does. A run that \
      is `detached` is as far as it was when it was looked at last: `martlet status` asks.
      """)

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Option(name: .customLong("on"), help: "The newest of all runs in the bucket of this environment of martlet.yaml.")
  var environment: String?

  @Option(help: "The configuration, for --on.")
  var config: String?

  @Option(help: "Only those that are running, succeeded, failed, cancelled, interrupted or detached; repeatable.")
  var state: [RunState] = []

  @Option(help: "Only so many.")
  var limit: Int?

  @Option(help: "table or json.")
  var format = ListingFormat.table

  /// Of how many unreadable runs the reason is told.
  private static let told = 3
  /// Of how many runs in a bucket the journals are read where no --limit says, and of how many at a time.
  private static let brought = 20
  private static let width = 8

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of runs, 1 or more") }
  }

  func run() async throws {
    let runs = try await found()
    let place = environment.map { "the bucket of \($0)" } ?? runsDir
    let listing = RunListing(runs, now: WallClock.system.now())
    switch format {
    case .table:
      if runs.isEmpty {
        Terminal.say(state.isEmpty ? "there are no runs in \(place)" : "there are no such runs in \(place)")
      } else {
        Terminal.result(listing.lines.joined(separator: "\n"))
      }
    case .json: Terminal.result(JSONWriter.indented(listing.json))
    }
    for run in runs.filter({ $0.problem != nil }).prefix(Self.told) {
      Terminal.say("warning: the run \(run.name) cannot be read: \(run.problem ?? "")")
    }
  }

  private func found() async throws -> [RunSummary] {
    guard let environment else { return try RunsFolder(runsDir).withIndex(wanted) }
    let copies = RunCopies(environment: environment, config: config)
    do {
      let runs = try await runs(in: copies, of: environment)
      await copies.shutdown()
      return runs
    } catch {
      await copies.shutdown()
      throw error
    }
  }

  /// Of the runs in an environment's bucket, whoever began them.
  private func runs(in copies: RunCopies, of environment: String) async throws -> [RunSummary] {
    try await PassingFolder.with { folder in
      let (keys, bucket, storage) = try await copies.keys(of: environment)
      _ = try await Array(keys.prefix(limit ?? Self.brought)).concurrentMap(width: Self.width) { key in
        // Two may have one name: one of them is told.
        try? await MirrorPlace.restore(bucket.appending(key), from: storage, into: folder)
      }
      return try RunsFolder(folder).withIndex(wanted)
    }
  }

  private func wanted(of index: RunIndex) throws -> [RunSummary] {
    try index.runs(limit: limit) { state.isEmpty || state.contains($0.state) }
  }
}
