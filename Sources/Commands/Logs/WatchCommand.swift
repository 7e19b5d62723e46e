import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Shows the progress of a run that another process has, until it ends.",
    discussion:
      "It exits as the run does: 0 when it succeeded, 1 when it failed or was cancelled. Ctrl-C ends only the watching."
  )

  @OptionGroup var of: RunArguments

  @Option(help: "How to tell of the run: auto, table, lines or json, on stderr.")
  var format = ProgressFormat.auto

  /// The journal of this machine is looked at this often, the copy of a run at each fourth time.
  private static let pause = Duration.milliseconds(500)
  private static let copyTicks = 4
  private static let headTicks = 20

  func run() async throws {
    let end = try await of.withRun { found in
      try await Signals.cancelling(saying: nil) { try await watch(found) }
    }
    if end != .succeeded { throw ExitStatus.failure }
  }

  /// - Returns: how it ended.
  private func watch(_ found: FoundRun) async throws -> RunEnd {
    var journal = JournalTail(found.directory)
    let observer = format.observer
    var end: RunEnd?
    var tick = 0
    func tell() async {
      for event in journal.events() {
        switch event.kind {
        case .runResumed: end = nil
        case .runEnded(let ended): end = ended
        default: break
        }
        await observer.observe(event)
      }
    }
    while true {
      if tick > 0, tick % Self.copyTicks == 0 { try await found.refresh() }
      await tell()
      if let end { return end }
      if tick > 0, !found.isCopy || tick % Self.headTicks == 0, try await found.isLeft() {
        try await found.refresh()
        await tell()
        if let end { return end }
        throw ExecutionError(
          .interrupted, "the run \(found.directory.place.name) has not ended, and no martlet goes on with it",
          help: "go on with it: " + GoingOn.way(found.directory, in: of.runsDir, of.environment))
      }
      tick += 1
      try await Task.sleep(for: Self.pause)
    }
  }
}
