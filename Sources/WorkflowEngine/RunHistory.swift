import Synchronization
package import WorkflowModel

/// What a journal says of a run that did not end: where each of its calls was.
package struct RunHistory: Sendable {
  /// An attempt that had begun and whose end nobody saw.
  package struct OpenAttempt: Hashable, Sendable {
    /// From 0.
    package let number: Int
    package let environment: String
    /// Nil: it may have been submitted, and the answer lost.
    package var handle: BackendHandle?
  }

  package struct Success: Hashable, Sendable {
    package let attempt: Int
    package let status: Int32
    package let files: TaskFiles
  }

  package struct Key: Hashable, Sendable {
    package let digest: String
    package let number: Int
  }

  package struct Call: Hashable, Sendable {
    /// Of the next attempt.
    package var nextNumber = 0
    /// The last attempt that ended, while nobody has said what that means for the call.
    package var last: Int?
    /// How the attempts ended that count against the call's allowance: those since it was last begun.
    package var ended: [TaskOutcome] = []
    package var open: OpenAttempt?
    package var success: Success?
    /// What the cache knows it by.
    package var key: Key?
  }

  package private(set) var calls: [CallPath: Call] = [:]
  /// How the run ended; nil when its process died.
  package private(set) var end: RunEnd?

  package init(_ events: [RunEvent]) { for event in events { apply(event.kind) } }

  private mutating func apply(_ kind: RunEvent.Kind) {
    switch kind {
    case .runResumed: end = nil
    case .runEnded(let end): self.end = end
    case .attemptPrepared(let attempt, let environment, _, _):
      calls[attempt.call]?.last = nil
      calls[attempt.call, default: Call()].open = OpenAttempt(number: attempt.number, environment: environment)
      calls[attempt.call]?.nextNumber = attempt.number + 1
    case .attemptSubmitted(let attempt, let handle), .attemptTakenOver(let attempt, let handle):
      calls[attempt.call]?.open?.handle = handle
    case .attemptEnded(let attempt, let end):
      calls[attempt.call]?.open = nil
      if case .outcome(let outcome) = end {
        calls[attempt.call]?.ended.append(outcome)
        calls[attempt.call]?.last = attempt.number
      }
    case .callSucceeded(let call, let attempt, let status): succeed(call, attempt, status)
    case .callKeyed(let call, let digest, let number):
      calls[call, default: Call()].key = Key(digest: digest, number: number)
    case .callCached(let call, let cached):
      calls[call, default: Call()].success = Success(attempt: 0, status: cached.status, files: cached.files)
    case .callFailed(let call, _), .callCancelled(let call):
      // It begins anew, with its whole allowance.
      calls[call]?.ended = []
      calls[call]?.open = nil
      calls[call]?.last = nil
    case .runStarted, .callStarted, .callRestored, .callSkipped, .callUncached, .attemptWaiting, .attemptRunning,
      .attemptPlaced, .note:
      break
    }
  }

  private mutating func succeed(_ call: CallPath, _ attempt: Int, _ status: Int32) {
    guard let files = calls[call]?.ended.last?.files else { return }
    calls[call]?.success = Success(attempt: attempt, status: status, files: files)
    calls[call]?.ended = []
    calls[call]?.last = nil
  }
}
