import Synchronization
package import WorkflowModel

/// Which call of the run is which job of Snakemake.
package final class BrokerJobs: Sendable {
  private struct State {
    var jobs: [CallPath: HandedJob] = [:]
    var next: [String: Int] = [:]
    /// The titles of those whose last attempt has failed, by identity.
    var failed: [String: String] = [:]
    var open: Set<CallPath>
  }

  private let state: Mutex<State>

  /// - Parameter taken: calls of an earlier session of the run: their places are not given again.
  /// - Parameter open: those of them that went on when it ended, or that had succeeded: jobs that Snakemake says they were
  ///   are these again.
  package init(taken: some Sequence<CallPath> = [CallPath](), open: Set<CallPath> = []) {
    var state = State(open: open)
    for call in taken {
      guard let step = call.steps.first, let number = step.shards.first else { continue }
      state.next[step.name] = max(state.next[step.name] ?? 0, number + 1)
    }
    self.state = Mutex(state)
  }

  /// The job's place in the run: its rule, numbered.
  func begin(_ job: HandedJob) -> CallPath {
    state.withLock { state in
      let name = Self.legal(job.name)
      if let previous = job.previous.flatMap({ CallPath($0) }), previous.name == name,
        state.open.remove(previous) != nil
      {
        state.jobs[previous] = job
        return previous
      }
      let number = state.next[name] ?? 0
      state.next[name] = number + 1
      let call = CallPath([.init(name, shards: [number])])
      state.jobs[call] = job
      return call
    }
  }

  /// The calls of the earlier session that no job of this one is.
  package var forgotten: [CallPath] { state.withLock { $0.open.sorted() } }

  /// Nil: no job of this session, or one of which everything has been said.
  package func job(_ call: CallPath) -> HandedJob? { state.withLock { $0.jobs[call] } }

  /// What has been said of it is all that there is to say.
  package func forget(_ call: CallPath) { state.withLock { $0.jobs[call] = nil } }

  /// A job that Snakemake repeats has failed only if its last attempt has.
  func ended(_ job: HandedJob, succeeded: Bool) {
    state.withLock { state in
      state.failed[job.identity] = succeeded ? nil : job.title
    }
  }

  var failure: ExecutionError? {
    let failed = state.withLock { $0.failed.values.sorted() }
    guard let first = failed.first else { return nil }
    return ExecutionError(
      .taskFailed, failed.count == 1 ? "\(first) failed" : "\(failed.count) jobs failed, among them \(first)")
  }

  /// Names of groups may hold anything: here they name folders and jobs.
  private static func legal(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-")
        ? Character(scalar) : "_"
    }
    return kept.isEmpty ? "job" : String(kept.prefix(100))
  }
}
