import SourceText

/// How one attempt ended. A failing exit status is a result, not an error.
package enum TaskOutcome: Hashable, Sendable {
  /// The command ended by itself.
  case exited(status: Int32, TaskFiles)
  /// The machine went away; the same attempt may well succeed elsewhere.
  case lost(reason: String)
  /// The command could not start, or was stopped from outside, for a reason that has a name.
  case failed(TaskFailure)

  /// What the attempt left behind, as far as it is known.
  package var files: TaskFiles? {
    switch self {
    case .exited(_, let files): files
    case .failed(let failure): failure.files
    case .lost: nil
    }
  }
}

/// Why an attempt could not run to its end.
package struct TaskFailure: Error, Hashable, Sendable {
  package enum Cause: String, Hashable, Sendable {
    case imageNotPulled = "image-not-pulled"
    case containerNotStarted = "container-not-started"
    case outOfMemory = "out-of-memory"
    case diskFull = "disk-full"
    case timedOut = "timed-out"
    case wroteToStderr = "wrote-to-stderr"
    case neverSchedulable = "never-schedulable"
    case stagingFailed = "staging-failed"
    case permissionDenied = "permission-denied"
    case terminated = "terminated"
    case unknown = "unknown"
  }

  package var cause: Cause
  /// What happened, in the words of whoever said so.
  package var reason: String
  /// What to do about it.
  package var advice: String?
  /// Whether another attempt could end differently; it is charged to ``RetryAllowance/failures``.
  package var mayRetry: Bool
  /// What the command left, as far as it is known: its streams at the least.
  package var files: TaskFiles?

  package init(
    _ cause: Cause, reason: String, advice: String? = nil, mayRetry: Bool = false, files: TaskFiles? = nil
  ) {
    self.cause = cause
    self.reason = WebText.redacted(reason)
    self.advice = advice
    self.mayRetry = mayRetry
    self.files = files
  }
}

/// What an attempt left behind, and where it lies now.
package struct TaskFiles: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// As the command saw it: relative to the working folder, or absolute when it lay elsewhere.
    package var path: String
    package var reference: FileReference
    package var isFolder: Bool
    /// Bytes; nil for a folder.
    package var size: Int64?
    /// As ``StorageEntry/version`` tells it, where whoever kept it knows.
    package var version: String?

    package init(
      path: String, reference: FileReference, isFolder: Bool = false, size: Int64? = nil, version: String? = nil
    ) {
      self.path = path
      self.reference = reference
      self.isFolder = isFolder
      self.size = size
      self.version = version
    }
  }

  package var stdout: FileReference
  package var stderr: FileReference
  /// The working folder as the command saw it: output paths below it are told by ``Entry/path`` without it.
  package var workFolder: String
  /// What was found of ``TaskOutput/path(_:)`` and ``TaskOutput/everything``, files inside folders included.
  package var entries: [Entry]
  /// What each pattern matched: paths as in ``Entry/path``, each of which has an entry.
  package var matches: [String: [String]]
  /// What the command used, as far as it was measured.
  package var usage: TaskUsage?
  /// When its parts began, where whoever ran it says so.
  package var times: TaskTimes?

  package init(
    stdout: FileReference, stderr: FileReference, workFolder: String, entries: [Entry] = [],
    matches: [String: [String]] = [:], usage: TaskUsage? = nil, times: TaskTimes? = nil
  ) {
    self.stdout = stdout
    self.stderr = stderr
    self.workFolder = workFolder
    self.entries = entries
    self.matches = matches
    self.usage = usage
    self.times = times
  }
}

/// When the parts of an attempt began. Milliseconds since 1970 by the clock of its machine; nil for what was not reached.
package struct TaskTimes: Hashable, Sendable {
  package var start: Int64?
  /// Its inputs are brought.
  package var stageIn: Int64?
  /// The command runs.
  package var run: Int64?
  /// Its outputs are kept.
  package var stageOut: Int64?
  package var end: Int64?

  package init(
    start: Int64? = nil, stageIn: Int64? = nil, run: Int64? = nil, stageOut: Int64? = nil, end: Int64? = nil
  ) {
    self.start = start
    self.stageIn = stageIn
    self.run = run
    self.stageOut = stageOut
    self.end = end
  }
}

/// What a command used. A member is nil where nothing tells it.
package struct TaskUsage: Hashable, Sendable {
  /// The most bytes of memory at once.
  package var peakMemory: Int64?
  /// Milliseconds of processor time, of all its processes.
  package var processorTime: Int64?
  /// Bytes from and to disks.
  package var bytesRead: Int64?
  package var bytesWritten: Int64?
  /// Bytes on disks when it had ended, inputs included.
  package var diskUsed: Int64?

  package init(
    peakMemory: Int64? = nil, processorTime: Int64? = nil, bytesRead: Int64? = nil, bytesWritten: Int64? = nil,
    diskUsed: Int64? = nil
  ) {
    self.peakMemory = peakMemory
    self.processorTime = processorTime
    self.bytesRead = bytesRead
    self.bytesWritten = bytesWritten
    self.diskUsed = diskUsed
  }
}
