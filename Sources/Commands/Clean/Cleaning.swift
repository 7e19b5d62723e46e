import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

/// Does what a plan says, run by run; what goes wrong with one does not keep the others.
struct Cleaning {
  private let plan: CleanPlan
  private let summaries: [RunSummary]
  private let runs: String
  private let isForced: Bool
  private let isRemote: Bool
  private let config: String?

  /// - Parameters:
  ///   - summaries: all runs, the newest first.
  ///   - runs: the folder of all runs. Absolute, links resolved.
  init(
    _ plan: CleanPlan, of summaries: [RunSummary], in runs: String, isForced: Bool, isRemote: Bool, config: String?
  ) {
    self.plan = plan
    self.summaries = summaries
    self.runs = runs
    self.isForced = isForced
    self.isRemote = isRemote
    self.config = config
  }

  /// What goes, in words.
  var words: String {
    let isWhole = plan.items.contains { $0.intermediate == nil }
    let what = isWhole ? "" : "intermediate files of "
    let onAWS = isRemote ? " and what they have on AWS" : ""
    return "\(what)\(Plural.text(plan.items.count, "run")), \(ByteSize.text(plan.bytes))\(onAWS)"
  }

  func sayWhatWouldGo() async throws {
    for item in plan.items { await eachFolder(of: item) { Terminal.say("on AWS: \($0.location)") } }
    Terminal.say("would go: \(words)")
  }

  /// - Throws: ``ExitStatus`` when not everything that was planned was done; what went wrong has been said.
  func run() async throws {
    let removal = RunRemoval(runs: runs)
    try removal.finishEarlier()
    var failed: Set<String> = []
    for item in plan.items {
      try Task.checkCancellation()
      do {
        try await clean(item, removal)
      } catch let error as ExecutionError {
        Terminal.say("\(item.run.name) stays: \(error)")
        failed.insert(item.run.name)
      }
    }
    let gone = Set(plan.items.filter { $0.intermediate == nil }.map(\.run.name)).subtracting(failed)
    try removal.repairLatest(summaries.first { !gone.contains($0.name) }?.name)
    if !failed.isEmpty { throw ExitStatus.failure }
    Terminal.say("gone: \(words)")
  }

  private func clean(_ item: CleanPlan.Item, _ removal: RunRemoval) async throws {
    // First what only the run's folder tells the way to.
    if isRemote {
      try await withRemote(item) { remote in
        if item.intermediate == nil { return try await remote.remove() }
        let outputs = try JSONParser.parse(
          try TextFile.read(item.directory.outputs, shownAs: item.directory.outputs))
        let bytes = try await remote.removeIntermediate(keeping: outputs, dryRun: false)
        if bytes > 0 { Terminal.say("\(item.run.name): \(ByteSize.text(bytes)) gone on AWS") }
      }
    } else if item.intermediate == nil {
      await eachFolder(of: item) { Terminal.say("\(item.run.name): what it has in \($0.location) stays (--remote)") }
    }
    if let files = item.intermediate {
      try files.remove()
    } else {
      try removal.remove(item.run.name, isForced: isForced)
    }
    try await plan.forgetResults(of: item)
  }

  /// The folders that a run has on AWS; none where nothing tells.
  private func eachFolder(of item: CleanPlan.Item, _ body: (FileReference) -> Void) async {
    try? await withRemote(item) { remote in for (_, folder) in remote.folders { body(folder) } }
  }

  private func withRemote(_ item: CleanPlan.Item, _ body: (RemoteFiles) async throws -> Void) async throws {
    let access = EnvironmentAccess(of: item.directory, config: config)
    do {
      try await body(try await RemoteFiles(of: item.run, isDetached: item.directory.isDetached, access: access))
    } catch {
      await access.shutdown()
      throw error
    }
    await access.shutdown()
  }
}
