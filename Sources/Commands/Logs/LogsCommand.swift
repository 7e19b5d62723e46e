import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct LogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Shows what the tasks of a run say, while they run and afterwards.",
    discussion: """
      On AWS Batch the lines come from CloudWatch, which keeps stdout and stderr in one log; when a task has ended, \
      --stdout and --stderr show what was kept of the one or the other.
      """)

  @OptionGroup var of: RunArguments

  @Argument(help: "Only these calls: align, align[3], align*, variants.sort.")
  var calls: [String] = []

  @Flag(name: .shortAndLong, help: "Go on until the run ends.")
  var follow = false

  @Flag(help: "Only stdout.")
  var stdout = false

  @Flag(help: "Only stderr.")
  var stderr = false

  @Option(help: "Begin with only so many of the lines that are there.")
  var tail: Int?

  @Flag(help: "All attempts of each call, not only the last.")
  var allAttempts = false

  @Flag(help: "What martlet itself says, in the job of a detached run.")
  var head = false

  func validate() throws {
    if let tail, tail < 1 { throw ValidationError("--tail takes a number of lines, 1 or more") }
  }

  /// Files of this machine are looked at this often, CloudWatch and the copy of a run at each eighth time.
  private static let pause = Duration.milliseconds(250)
  private static let jobTicks = 8
  /// Whether the head of a run goes on is asked at each of so many looks.
  private static let headTicks = 40

  func run() async throws {
    try await of.withRun { found in
      try await Signals.cancelling(saying: nil) {
        if head { try await HeadLogs(found, tail: tail, isFollowing: follow).show() } else { try await show(found) }
      }
    }
  }

  private func show(_ found: FoundRun) async throws {
    let stream: LogStream? = stdout == stderr ? nil : stdout ? .stdout : .stderr
    var logs = AttemptLogs(found.directory, stream: stream, tail: tail, isFollowing: follow, access: found.access)
    var journal = JournalTail(found.directory)
    var run = RunAttempts()
    var tick = 0
    while true {
      if tick > 0, tick % Self.jobTicks == 0 { try await found.refresh() }
      for event in journal.events() { run.apply(event) }
      let wanted = wanted(of: run)
      if wanted.isEmpty, !calls.isEmpty, !follow || run.hasEnded { throw noSuchCall(run) }
      let printer = LogPrinter(isPrefixed: follow && calls.isEmpty || wanted.count > 1)
      for news in logs.fileNews(wanted) { printer.print(news.lines, of: news.attempt) }
      if tick % Self.jobTicks == 0 || run.hasEnded {
        for news in try await logs.jobNews(wanted) { printer.print(news.lines, of: news.attempt) }
      }
      if !follow || run.hasEnded && logs.isOver { return }
      let isDue = !found.isCopy || tick % Self.headTicks == 0
      if tick > 0, isDue, !run.hasEnded, try await found.isLeft() {
        // What it wrote between the last look and its end.
        try await found.refresh()
        for event in journal.events() { run.apply(event) }
        if !run.hasEnded, !logs.followsJobs {
          if logs.hasFollowedJobs { return }
          throw abandoned(found.directory)
        }
      }
      tick += 1
      try await Task.sleep(for: run.hasEnded ? Self.pause * Self.jobTicks : Self.pause)
    }
  }

  private func abandoned(_ directory: RunDirectory) -> ExecutionError {
    ExecutionError(
      .interrupted, "the run \(directory.place.name) has not ended, and no martlet goes on with it",
      help: "go on with it: " + GoingOn.way(directory, in: of.runsDir, of.environment))
  }

  private func wanted(of run: RunAttempts) -> [RunAttempts.Attempt] {
    let newest = follow || allAttempts ? nil : run.newest
    return run.order.filter { name in newest?.contains(name) ?? true }.filter { isWanted($0.call) }
      .compactMap { run.attempts[$0] }
  }

  private func isWanted(_ call: CallPath) -> Bool {
    calls.isEmpty || calls.contains { $0 == call.description || CallPattern(text: $0).matches(call) }
  }

  private func noSuchCall(_ run: RunAttempts) -> ExecutionError {
    let known = run.calls.prefix(20).map(\.description).joined(separator: ", ")
    return ExecutionError(
      .configuration, "the run has no call \(calls.joined(separator: " or "))",
      help: known.isEmpty ? "no call has begun" : "it has: \(known)" + (run.calls.count > 20 ? ", …" : ""))
  }
}
