import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Ends the jobs on AWS Batch of a run that no process here has any more.",
    discussion: """
      For a coordinator of Snakemake, whose own jobs end, too, and for runs whose process died or left them. A run that \
      a process has is ended by Ctrl-C there.
      """)

  @Argument(help: "The run: its name, its folder, _latest, or its copy in S3.")
  var run = RunLookup.latest

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Option(help: "The configuration; without it what the run was started with.")
  var config: String?

  @Flag(help: "For a coordinator that begins anew: that there is no such run, or that it has ended, is fine.")
  var ifAny = false

  func run() async throws {
    try await PassingFolder.with { folder in
      let isCopy = FileReference(run).scheme == "s3"
      if ifAny, try await !RunLookup.isThere(run, in: runsDir) { return }
      let directory = try await RunLookup.bring(run, in: isCopy ? folder : runsDir)
      let access = EnvironmentAccess(of: directory, config: config)
      do {
        try await Signals.cancelling(saying: nil) { try await cancel(directory, isCopy: isCopy, folder, access) }
      } catch {
        await access.shutdown()
        throw error
      }
      await access.shutdown()
    }
  }

  private func cancel(
    _ directory: RunDirectory, isCopy: Bool, _ folder: String, _ access: EnvironmentAccess
  ) async throws {
    let name = directory.place.name
    if RunLease.isHeld(directory) == true {
      throw ExecutionError(
        .conflict,
        "a process goes on with the run \(name)" + (RunLease.holder(of: directory).map { ": \($0)" } ?? ""),
        help: "end it by Ctrl-C, or by the signal INT: it ends its jobs")
    }
    let left = try LeftRun(directory, access)
    if left.end != nil {
      if ifAny { try await left.removeHalfDoneFolders() }
      Terminal.say("the run \(name) has ended")
      return
    }
    // What submits jobs ends first.
    var count = try await left.endJobs()
    if ifAny { try await left.removeHalfDoneFolders() }
    for child in try await left.coordinated(into: folder) { count += try await LeftRun(child, access).endJobs() }
    if count > 0, !isCopy {
      try directory.closeAsCancelled()
      await ReportObserver.write(of: directory, in: runsDir)
    }
    Terminal.say(
      count == 0 ? "no job of the run \(name) goes on" : "\(Plural.text(count, "job")) of the run \(name) ended")
  }
}
