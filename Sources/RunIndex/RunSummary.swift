package import WorkflowEngine

/// How a run stands.
package enum RunState: String, CaseIterable, Sendable {
  case running, succeeded, failed, cancelled
  /// No end in its journal, and no process that goes on with it.
  case interrupted
  /// A job on AWS Batch is its head: how far that is, it does not tell here.
  case detached
  /// No end in its journal, and nothing tells whether a process has it: a file system without locks.
  case unknown
  /// Its journal cannot be read here.
  case unreadable
}

/// What the index tells of a run.
package struct RunSummary: Hashable, Sendable {
  /// Of its folder.
  package var name: String
  package var workflow = ""
  /// Names it outside this machine.
  package var key = ""
  /// Those that attempts went to, in the order in which they were first used.
  package var environments: [String] = []
  /// Milliseconds since 1970, as all times here.
  package var begun: Int64 = 0
  /// When its last event was written.
  package var latest: Int64 = 0
  /// Nil: it goes on, or its process died.
  package var end: RunEnd?
  package var counts = CallCounts()
  /// Attempts beyond the first of their calls.
  package var retries = 0
  /// Lines that this version does not understand.
  package var unread = 0
  /// Why its journal cannot be read.
  package var problem: String?
  /// Whether a process has the run; nil when that cannot be told. Asked only of a run that has not ended.
  package var isHeld: Bool?

  /// Whether a job on AWS Batch is its head, unless a process here has it. Asked only of a run that has not ended.
  package var isDetached = false

  package init(name: String) { self.name = name }

  package var state: RunState {
    if problem != nil { return .unreadable }
    switch end {
    case .succeeded?: return .succeeded
    case .failed?: return .failed
    case .cancelled?: return .cancelled
    case nil where isDetached && isHeld != true: return .detached
    case nil: return isHeld.map { $0 ? .running : .interrupted } ?? .unknown
    }
  }

  /// Milliseconds from its beginning to its end; to `now` while it goes on.
  package func duration(now: Int64) -> Int64 { max(0, (state == .running ? now : latest) - begun) }
}

/// A call as the index knows it.
package struct CallRecord: Hashable, Sendable {
  /// In the order in which the run's calls began, from 0.
  package var number: Int
  package var state = CallState.waiting
  /// Milliseconds since 1970, as all times here.
  package var begun: Int64
  /// Since when it is in its state.
  package var since: Int64
  package var attempts = 0
  /// Why it is queued, how it failed, or what it needed that failed.
  package var message: String?

  package init(number: Int, begun: Int64) {
    self.number = number
    self.begun = begun
    since = begun
  }
}

/// A call with its name.
package struct IndexedCall: Hashable, Sendable {
  /// `variants/align[3]`.
  package let path: String
  /// `variants.align`.
  package let name: String
  package let record: CallRecord
}

/// The calls of one name.
package struct CallTally: Hashable, Sendable {
  package let name: String
  package internal(set) var counts = CallCounts()
  package internal(set) var retries = 0
  /// Since when the oldest of the running ones runs.
  package internal(set) var oldestRunning: Int64?
  /// Why the newest of the queued ones waits.
  package internal(set) var reason: String?
}
