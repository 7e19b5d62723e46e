package import RunIndex
package import WorkflowEngine
package import WorkflowModel

/// A run as its journal tells it: all that reports show. Times are milliseconds since 1970.
package struct ReportedRun: Sendable {
  package internal(set) var name = ""
  package internal(set) var folder = ""
  package internal(set) var workflow = ""
  package internal(set) var begun: Int64 = 0
  /// When its last event was written.
  package internal(set) var latest: Int64 = 0
  /// Nil: it goes on, or was left.
  package internal(set) var end: RunEnd?
  /// When other processes went on with it.
  package internal(set) var resumed: [Int64] = []
  /// Those that attempts went to, in the order in which they were first used.
  package internal(set) var environments: [String] = []
  /// In the order in which they began.
  package internal(set) var calls: [ReportedCall] = []
  /// Of all calls, in the order in which they went to their backends.
  package internal(set) var attempts: [ReportedAttempt] = []
  /// What was said of the run itself: the first of its warnings.
  package internal(set) var warnings: [String] = []
  /// Lines of the journal that this version does not understand.
  package internal(set) var unread = 0
}

/// A call of a run.
package struct ReportedCall: Sendable {
  package let path: CallPath
  package internal(set) var state = CallState.waiting
  package let begun: Int64
  /// Since when it is in its state.
  package internal(set) var since: Int64
  /// Why it failed, or what it needed that failed.
  package internal(set) var message: String?
  /// What the call cache knows it by.
  package internal(set) var key: String?
  package internal(set) var cached: CachedResult?
  /// Places in ``ReportedRun/attempts``.
  package internal(set) var attempts: [Int] = []
}

/// Whose results a call took.
package struct CachedResult: Sendable {
  package let run: String
  package let call: String
  package let status: Int32
  /// Of the attempt that made them.
  package let usage: TaskUsage?
  package let times: TaskTimes?
  /// Where its streams lie.
  package let place: String
}

/// An attempt of a call.
package struct ReportedAttempt: Sendable {
  /// Its place in ``ReportedRun/calls``.
  package let call: Int
  /// From 0.
  package let number: Int
  package let environment: String
  package let resources: TaskResources
  /// The image that the task names.
  package let image: String?
  package let prepared: Int64
  package internal(set) var submitted: Int64?
  package internal(set) var running: Int64?
  package internal(set) var ended: Int64?
  package internal(set) var handle: BackendHandle?
  /// Why it waited, each reason once.
  package internal(set) var reasons: [String] = []
  package internal(set) var ending: AttemptEnding?
  /// The call took its results.
  package internal(set) var hasSucceeded = false
  package internal(set) var usage: TaskUsage?
  package internal(set) var times: TaskTimes?
  /// Where its streams lie, when it left any.
  package internal(set) var place: String?

  /// Milliseconds that its command ran: as its agent measured it, or as this machine saw it.
  package var runTime: Int64? {
    if let times, let run = times.run, let end = times.stageOut ?? times.end { return max(0, end - run) }
    guard let running, let ended else { return nil }
    return max(0, ended - running)
  }
}

/// How an attempt ended, without what it left.
package struct AttemptEnding: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case exited(Int32), lost, failed(TaskFailure.Cause), error, cancelled
  }

  package let kind: Kind
  package let reason: String?
  package let advice: String?
}
