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
    /// Another process goes on with the run, after the first one died or ended without having succeeded.
    case runResumed(RunPlace)
    case callStarted(CallPath)
    /// It had succeeded before the run was resumed. Told to observers, not written.
    case callRestored(CallPath)
    /// An attempt's request is known and goes to a backend, which is named by its environment. The image is the first that
    /// the task names.
    case attemptPrepared(AttemptName, environment: String, TaskResources, image: String? = nil)
    /// Written before the backend does more: by it the attempt is found again.
    case attemptSubmitted(AttemptName, BackendHandle)
    /// The same for an attempt that an earlier process of the run had begun.
    case attemptTakenOver(AttemptName, BackendHandle)
    case attemptWaiting(AttemptName, reason: String?)
    case attemptRunning(AttemptName)
    /// Which machine it is on, or was, with the labels of its task. It may be found after the attempt has ended.
    case attemptPlaced(AttemptName, MachineStay, labels: [String: String])
    case attemptEnded(AttemptName, AttemptEnd)
    case callSucceeded(CallPath, attempt: Int, status: Int32)
    /// What the cache knows it by, and which of the run's calls of that key it is, from 0.
    case callKeyed(CallPath, key: String, number: Int)
    /// It has to run, since the cache has nothing for it; told where the cache has something like it.
    case callUncached(CallPath, because: String)
    /// Its results are those of an earlier call that asked for the same: no attempt was made.
    case callCached(CallPath, CachedCall)
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

/// What a call took from the cache.
package struct CachedCall: Hashable, Sendable {
  /// Of the cache's entry: 64 digits in lower-case hexadecimal.
  package let key: String
  /// The run and the call that made the results.
  package let run: String
  package let call: CallPath
  package let status: Int32
  package let files: TaskFiles

  package init(key: String, run: String, call: CallPath, status: Int32, files: TaskFiles) {
    self.key = key
    self.run = run
    self.call = call
    self.status = status
    self.files = files
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
