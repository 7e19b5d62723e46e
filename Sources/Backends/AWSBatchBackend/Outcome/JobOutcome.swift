import TaskManifest
import WorkflowModel

/// Tells how an attempt ended from what Batch says and from what the agent left.
enum JobOutcome: Hashable, Sendable {
  case exited(status: Int32)
  case lost(reason: String)
  case failed(TaskFailure)

  /// - Parameters:
  ///   - job: a job that has ended.
  ///   - result: the agent's own account; nil when it left none.
  ///   - successStatuses: those that mean success; nil when every one does.
  init(_ job: JobSnapshot, result: TaskResult?, successStatuses: Set<Int32>?) {
    var reasons = Self.reasons(of: job)
    let lowered = reasons.lowercased()
    let row = job.status == .failed ? OutcomeRow.table.first { $0.matches(lowered) } : nil
    for words in Self.emptyWords where reasons.hasPrefix(words) { reasons.removeFirst(words.count) }
    self = result.flatMap { Self.from($0, row, reasons, successStatuses) } ?? Self.from(job, row, reasons)
  }

  /// A job that Batch no longer knows: the agent's account, where there is one, is all that is left of it.
  static func vanished(id: String, result: TaskResult?) -> JobOutcome {
    let wasStopped = result?.failure?.cause == .terminated
    if let result, !wasStopped, let outcome = from(result, nil, "", nil) { return outcome }
    let end = wasStopped ? "its command was stopped from outside" : "it left no result"
    return .failed(
      TaskFailure(
        .unknown, reason: "AWS Batch no longer knows the job \(id), and \(end)",
        advice: "Batch forgets jobs some days after they ended; run the task again", mayRetry: true))
  }

  private static func reasons(of job: JobSnapshot) -> String {
    [job.statusReason, job.containerReason].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// What Batch says of every container that ends, whatever it ended by: nothing for a person to read.
  private static let emptyWords = [exited + "; ", "Task failed to start; "]
  private static let exited = "Essential container in task exited"

  // MARK: With the agent's account

  private static func from(
    _ result: TaskResult, _ row: OutcomeRow?, _ reasons: String, _ successStatuses: Set<Int32>?
  ) -> JobOutcome? {
    if let failure = result.failure {
      guard failure.cause == .terminated else { return .failed(named(failure)) }
      // Told to stop: only Batch knows by whom.
      if let row { return verdict(row, reasons) }
      let reason = failure.message + (reasons.isEmpty || reasons == exited ? "" : ": \(reasons)")
      return .failed(TaskFailure(.terminated, reason: reason))
    }
    guard let status = result.exitStatus ?? result.signal.map({ 128 + $0 }) else { return nil }
    let succeeded = result.signal == nil && successStatuses?.contains(status) ?? true
    // The kernel kills the largest process of the container; the agent survives it.
    if !succeeded, let row, row.id == "out-of-memory" { return verdict(row, reasons) }
    return .exited(status: status)
  }

  private static func named(_ failure: TaskResult.Failure) -> TaskFailure {
    switch failure.cause {
    case .staging:
      TaskFailure(
        .stagingFailed, reason: failure.message,
        advice: "check that the job's role may read the inputs and write to the environment's bucket", mayRetry: true)
    case .diskFull:
      TaskFailure(
        .diskFull, reason: failure.message,
        advice: "give the instances a larger disk in the compute environment's launch template", mayRetry: true)
    case .timedOut:
      TaskFailure(.timedOut, reason: failure.message, advice: "raise the task's time limit")
    case .terminated: TaskFailure(.terminated, reason: failure.message)
    case .notStarted:
      TaskFailure(
        .containerNotStarted, reason: failure.message, advice: "check the task's shell and the image's contents")
    }
  }

  // MARK: Without it

  private static func from(_ job: JobSnapshot, _ row: OutcomeRow?, _ reasons: String) -> JobOutcome {
    if let row { return verdict(row, reasons) }
    if job.wasStopped {
      return .failed(
        TaskFailure(.terminated, reason: "the job was terminated: \(reasons.isEmpty ? "no reason given" : reasons)"))
    }
    guard let exitCode = job.exitCode else {
      let reason = reasons.isEmpty ? "the job failed, and AWS Batch gives no reason" : reasons
      return .failed(TaskFailure(.unknown, reason: reason, mayRetry: true))
    }
    if exitCode == 137 {
      return .failed(
        TaskFailure(
          .unknown, reason: "the container was killed (exit code 137)",
          advice: "most often the memory ran out; ask for more memory in the task's `memory`", mayRetry: true))
    }
    return .failed(withoutResult(exitCode: exitCode))
  }

  /// The agent's exit status is all that is known: it could not read its manifest, say, or not write its result.
  private static func withoutResult(exitCode: Int32) -> TaskFailure {
    let log = "look at the job's log"
    guard let status = AgentStatus(rawValue: exitCode) else {
      return TaskFailure(
        .unknown, reason: "the container ended with exit code \(exitCode), but left no result",
        advice: "check that the job's role may write to the environment's bucket, and \(log)", mayRetry: true)
    }
    let (cause, advice): (TaskFailure.Cause, String) =
      switch status {
      case .notObtained:
        (
          .containerNotStarted,
          "the image needs one of curl, wget, python3, perl, busybox or bash; or set `agent: {mount: …}`"
        )
      case .manifest, .result, .stageIn, .stageOut:
        (.stagingFailed, "check that the job's role may read and write the environment's bucket, and \(log)")
      case .diskFull: (.diskFull, "give the instances a larger disk in the compute environment's launch template")
      case .timedOut: (.timedOut, "raise the task's time limit")
      case .terminated: (.terminated, log)
      case .usage, .notStarted: (.containerNotStarted, log)
      }
    return TaskFailure(cause, reason: status.meaning, advice: advice, mayRetry: cause != .timedOut)
  }

  private static func verdict(_ row: OutcomeRow, _ reasons: String) -> JobOutcome {
    switch row.meaning {
    case .lost: .lost(reason: reasons)
    case .failed(let cause, let mayRetry):
      .failed(TaskFailure(cause, reason: reasons, advice: row.advice, mayRetry: mayRetry))
    }
  }
}
