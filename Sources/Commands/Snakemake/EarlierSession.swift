import SnakemakeBridge
import WorkflowEngine
import WorkflowModel

/// A run whose Snakemake went away, to go on with.
struct EarlierSession: Sendable {
  let directory: RunDirectory
  private let history: RunHistory

  /// - Parameter name: of the run.
  /// - Parameter runs: the folder of all runs.
  /// - Returns: nil when there is nothing to go on with: no such run, one that another process has, or one that succeeded.
  init?(_ name: String, in runs: String) {
    guard let directory = try? RunLookup.find(name, in: runs), RunLease.isHeld(directory) != true,
      let events = try? Journal.events(at: directory.journal)
    else { return nil }
    history = RunHistory(events)
    if history.end == .succeeded { return nil }
    self.directory = directory
  }

  /// Those of its calls that go on, or have succeeded, may be taken up.
  var jobs: BrokerJobs {
    let open = history.calls.filter { $0.value.open != nil || $0.value.success != nil }
    return BrokerJobs(taken: history.calls.keys, open: Set(open.keys))
  }

  /// What the backend calls an attempt whose end nobody has seen.
  func handle(of call: CallPath) -> String? { history.calls[call]?.open?.handle?.identifier }
}
