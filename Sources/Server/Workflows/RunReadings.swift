import RunReport
import ServerModel
import WorkflowEngine
import WorkflowModel

/// The runs that somebody looks at: a journal is read on from where it was read to, and what did not change is not written
/// anew.
actor RunReadings {
  private struct Kept {
    var run: FollowedRun
    var used = 0
    var graph: CallGraph?
    var costs: ReportedCosts?
    /// When, and of which version of the run, costs were told.
    var costsTime: Int64 = 0
    var costsVersion = ""
    var tag = ""
    var json: [UInt8] = []
    var names: (version: String, files: NamedFiles)?
  }

  private var kept: [String: Kept] = [:]
  private var uses = 0

  /// Of calls of all runs together that are kept: of a thousand it takes about a megabyte.
  private static let mostCalls = 100_000
  private static let mostRuns = 100
  /// Costs are a reading of the whole journal. In milliseconds.
  private static let costsAge: Int64 = 15_000

  /// The data of a run's report with what it is known by; nil when the run has not begun.
  ///
  /// - Throws: ``ExecutionError`` when the journal cannot be read.
  func report(
    of workflow: StoredWorkflow, in directory: RunDirectory, _ reader: some RunReader
  ) async throws -> (tag: String, json: [UInt8])? {
    guard var reading = try look(directory), let run = reading.run.run else { return nil }
    let now = WallClock.system.now()
    let version = reading.run.version
    if reading.graph == nil { reading.graph = await reader.graph(of: directory) }
    if reading.costsVersion != version, now - reading.costsTime > Self.costsAge || workflow.status.isTerminal {
      reading.costs = await reader.costs(of: directory)
      (reading.costsTime, reading.costsVersion) = (now, version)
    }
    let tag = "\"\(version)-\(workflow.status.rawValue.filter { $0 != " " })-\(reading.costsTime)\""
    if reading.tag != tag {
      var heading = ReportHeading()
      (heading.graph, heading.costs) = (reading.graph, reading.costs)
      reading.json = ReportData.json(of: run, heading, state: Self.state(of: workflow.status), now: now)
      reading.tag = tag
    }
    kept[directory.path] = reading
    return (tag, reading.json)
  }

  /// A run as its journal stands; nil when it has not begun.
  func run(in directory: RunDirectory) throws -> ReportedRun? { try look(directory)?.run.run }

  /// What may be downloaded of a run.
  func names(in directory: RunDirectory) throws -> NamedFiles {
    guard var reading = try look(directory) else { return NamedFiles() }
    if let names = reading.names, names.version == reading.run.version { return names.files }
    let files = try NamedFiles(of: directory)
    reading.names = (reading.run.version, files)
    kept[directory.path] = reading
    return files
  }

  private func look(_ directory: RunDirectory) throws -> Kept? {
    // The first answer does not wait for costs, unless they are all that will be.
    var reading = kept[directory.path] ?? Kept(run: FollowedRun(directory), costsTime: WallClock.system.now())
    try reading.run.refresh()
    uses += 1
    reading.used = uses
    kept[directory.path] = reading.run.run == nil ? nil : reading
    forget(besides: directory.path)
    return kept[directory.path]
  }

  /// Lets go of those that nobody has looked at for longest.
  private func forget(besides path: String) {
    while kept.count > Self.mostRuns || kept.values.reduce(0, { $0 + $1.run.callCount }) > Self.mostCalls {
      guard let oldest = kept.filter({ $0.key != path }).min(by: { $0.value.used < $1.value.used })?.key else { return }
      kept[oldest] = nil
    }
  }

  /// As the report calls it.
  private static func state(of status: WorkflowStatus) -> String {
    switch status {
    case .onHold, .submitted, .running, .aborting: "running"
    case .aborted: "cancelled"
    case .failed: "failed"
    case .succeeded: "succeeded"
    }
  }
}
