import WorkflowEngine
import WorkflowModel

/// An event of a journal, reduced to what the index keeps of it.
///
/// Calls are told by their text (`variants/align[3]`), so that a line need not be taken apart further.
struct JournalEntry: Hashable {
  enum Kind: Hashable {
    case runStarted(key: String, workflow: String)
    case runResumed
    case runEnded(RunEnd)
    case call(String, Change)
    /// Nothing that the index keeps.
    case other
  }

  /// What happened to a call.
  enum Change: Hashable {
    case started
    /// Its attempts are counted from 1.
    case prepared(attempt: Int, environment: String)
    case waiting(reason: String?)
    case running
    case attemptEnded
    case succeeded
    /// - Parameter stdout: where the results lie; `run` is the key of the run that made them.
    case cached(run: String, stdout: String)
    case failed(String)
    case cancelled
    case skipped(because: String)
  }

  /// Milliseconds since 1970.
  let time: Int64
  let kind: Kind

  init(time: Int64, _ kind: Kind) {
    self.time = time
    self.kind = kind
  }

  init(_ event: RunEvent) {
    time = event.time
    kind =
      switch event.kind {
      case .runStarted(let place, let workflow): .runStarted(key: place.key, workflow: workflow)
      case .runResumed: .runResumed
      case .runEnded(let end): .runEnded(end)
      case .callStarted(let call): .call(call.description, .started)
      case .attemptPrepared(let attempt, let environment, _, _):
        .call(attempt.call.description, .prepared(attempt: attempt.number + 1, environment: environment))
      case .attemptTakenOver(let attempt, _): .call(attempt.call.description, .waiting(reason: nil))
      case .attemptWaiting(let attempt, let reason): .call(attempt.call.description, .waiting(reason: reason))
      case .attemptRunning(let attempt): .call(attempt.call.description, .running)
      case .attemptEnded(let attempt, _): .call(attempt.call.description, .attemptEnded)
      case .callSucceeded(let call, _, _): .call(call.description, .succeeded)
      case .callFailed(let call, let message): .call(call.description, .failed(message))
      case .callCancelled(let call): .call(call.description, .cancelled)
      case .callSkipped(let call, let cause): .call(call.description, .skipped(because: cause.description))
      case .callCached(let call, let cached):
        .call(call.description, .cached(run: cached.run, stdout: cached.files.stdout.location))
      case .callRestored, .callKeyed, .callUncached, .attemptSubmitted, .attemptPlaced, .note: .other
      }
  }
}
