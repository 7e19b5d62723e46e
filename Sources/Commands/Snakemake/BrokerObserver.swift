import SnakemakeBridge
import WorkflowEngine
import WorkflowModel

/// Tells the plug-in what becomes of its jobs.
actor BrokerObserver: RunObserver {
  private let jobs: BrokerJobs
  private let reply: @Sendable (BrokerReply) -> Void
  private let publishing: FilePublishing
  /// Where runs are copied to, and the region of the jobs; nil on this machine.
  private let copies: FileReference?
  private let region: String?
  /// How the last attempt of a call ended that is not told of yet.
  private var ends: [CallPath: TaskOutcome] = [:]

  init(
    _ jobs: BrokerJobs, _ publishing: FilePublishing, copies: FileReference?, region: String?,
    _ reply: @escaping @Sendable (BrokerReply) -> Void
  ) {
    self.jobs = jobs
    self.publishing = publishing
    self.copies = copies
    self.region = region
    self.reply = reply
  }

  func observe(_ event: RunEvent) async {
    switch event.kind {
    case .runStarted(let place, _), .runResumed(let place):
      let copy = copies?.appending(place.key).location
      reply(.hello(engine: Version.text, run: place.name, folder: place.folder, copy: copy, region: region))
    case .attemptSubmitted(let attempt, let handle): state(attempt.call, .submitted(job: handle.identifier))
    case .attemptTakenOver(let attempt, let handle): state(attempt.call, .takenOver(job: handle.identifier))
    case .attemptWaiting(let attempt, let reason): state(attempt.call, .waiting(reason: reason))
    case .attemptRunning(let attempt): state(attempt.call, .running)
    case .attemptEnded(let attempt, .outcome(let outcome)): ends[attempt.call] = outcome
    case .callSucceeded(let call, _, _), .callRestored(let call): await ended(call, .succeeded)
    case .callFailed(let call, let message): await ended(call, .failed, message)
    case .callCancelled(let call): await ended(call, .cancelled)
    case .note(let level, let text): reply(.note(isWarning: level == .warning, text))
    default: break
    }
  }

  private func state(_ call: CallPath, _ phase: BrokerPhase) {
    if let job = jobs.job(call) { reply(.state(key: job.key, phase)) }
  }

  private func ended(_ call: CallPath, _ result: BrokerEnd.Result, _ message: String? = nil) async {
    let outcome = ends.removeValue(forKey: call)
    guard let job = jobs.job(call) else { return }
    jobs.forget(call)
    if result == .failed, let files = job.files, let left = outcome?.files {
      await keepLogs(job, files.logs, of: left)
    }
    var end = BrokerEnd(result, message: message, log: outcome?.files?.stderr.redacted)
    switch outcome {
    case .exited(let status, _)?: end.exitStatus = status
    case .lost?: end.cause = "lost"
    case .failed(let failure)?: end.cause = failure.cause.rawValue
    case nil: break
    }
    reply(.done(key: job.key, end))
  }

  /// The log of a rule is there for those whose job has failed.
  private func keepLogs(_ job: HandedJob, _ logs: [HandedFiles.File], of left: TaskFiles) async {
    do {
      try await publishing.keep(logs, of: left)
    } catch {
      reply(.note(isWarning: true, "the log of \(job.title) was not kept: \(error)"))
    }
  }
}
