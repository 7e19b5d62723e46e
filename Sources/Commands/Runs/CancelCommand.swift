import AWSBatchBackend
import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Ends a run that is detached, or the jobs on AWS Batch of one that no process here has any more.",
    discussion: """
      For runs with --detach, for a coordinator of Snakemake, whose own jobs end, too, and for runs whose process died or \
      left them. A run that a process has is ended by Ctrl-C there.
      """)

  @OptionGroup var of: RunArguments

  @Flag(help: "For a coordinator that begins anew: that there is no such run, or that it has ended, is fine.")
  var ifAny = false

  func validate() throws { try of.requireName() }

  func run() async throws {
    if ifAny, try await !RunLookup.isThere(of.run, in: of.runsDir) { return }
    try await of.withRun { found in
      try await Signals.cancelling(saying: nil) {
        try await PassingFolder.with { folder in try await cancel(found, folder) }
      }
    }
  }

  private func cancel(_ found: FoundRun, _ folder: String) async throws {
    let directory = found.directory
    let name = directory.place.name
    if RunLease.isHeld(directory) == true {
      throw ExecutionError(
        .conflict,
        "a process goes on with the run \(name)" + (RunLease.holder(of: directory).map { ": \($0)" } ?? ""),
        help: "end it by Ctrl-C, or by the signal INT: it ends its jobs")
    }
    // What submits jobs ends first.
    let heads = try await found.endHead()
    // An earlier attempt of a coordinator has ended: nobody has its run.
    let taken = ifAny ? nil : try await found.take()
    let count: Int?
    do {
      count = try await end(found, folder).map { $0 + heads }
      if count ?? 0 > 0 || found.head != nil { try taken?.closeAsCancelled() }
    } catch {
      await taken?.giveBack()
      throw error
    }
    await taken?.giveBack()
    guard let count else { return Terminal.say("the run \(name) \(heads == 0 ? "has ended" : "ended, and its head")") }
    if !found.isPassing { await ReportObserver.write(of: directory, in: found.runs) }
    Terminal.say(
      count == 0 ? "no job of the run \(name) goes on" : "\(Plural.text(count, "job")) of the run \(name) ended")
  }

  /// - Returns: how many jobs went on; nil for a run that has ended.
  private func end(_ found: FoundRun, _ folder: String) async throws -> Int? {
    let left = try LeftRun(found.directory, found.access)
    if left.end != nil {
      if ifAny { try await left.removeHalfDoneFolders() }
      return nil
    }
    var count = try await left.endJobs()
    if ifAny { try await left.removeHalfDoneFolders() }
    for child in try await left.coordinated(into: folder) { count += try await LeftRun(child, found.access).endJobs() }
    return count
  }
}
