package import WorkflowModel

/// One thing that happened in a run: a line of its journal.
///
/// Progress, status, resume and reports are readings of the list of these.
package struct RunEvent: Hashable, Sendable {
  /// Milliseconds since 1970.
  package let time: Int64
  package let kind: Kind

  package init(time: Int64, _ kind: Kind) {
    self.time = time
    self.kind = kind
  }

  package enum Kind: Hashable, Sendable {
    /// The first of every run.
    case runStarted(RunPlace, workflow: String)
    case callStarted(CallPath)
    /// An attempt's request is known and goes to a backend, which is named by its environment.
    case attemptPrepared(AttemptName, environment: String, TaskResources)
    /// Written before the backend does more: by it the attempt is found again.
    case attemptSubmitted(AttemptName, BackendHandle)
    case attemptWaiting(AttemptName, reason: String?)
    case attemptRunning(AttemptName)
    case attemptEnded(AttemptName, AttemptEnd)
    case callSucceeded(CallPath, attempt: Int, status: Int32)
    case callFailed(CallPath, message: String)
    case callCancelled(CallPath)
    /// It will not run, since it needs what has failed: a call, or a name of the workflow.
    case callSkipped(CallPath, because: CallPath)
    case note(RunNote.Level, String)
    /// The last of a run that ended in order.
    case runEnded(RunEnd)
  }
}

/// Which attempt of which call.
package struct AttemptName: Hashable, Sendable {
  package let call: CallPath
  /// From 0; written from 1, as its folder is.
  package let number: Int

  package init(_ call: CallPath, _ number: Int) {
    self.call = call
    self.number = number
  }
}

/// How an attempt ended.
package enum AttemptEnd: Hashable, Sendable {
  case outcome(TaskOutcome)
  /// The backend could not be used.
  case error(String)
  case cancelled
}

/// How a run ended.
package enum RunEnd: Hashable, Sendable {
  case succeeded
  case failed(String)
  case cancelled
}
