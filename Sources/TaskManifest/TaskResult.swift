/// What the agent found and kept, written last: only it makes outputs real.
package struct TaskResult: Hashable, Sendable {
  /// A file or folder that was kept.
  package struct Kept: Hashable, Sendable {
    /// Relative to the working folder, or absolute when it lay elsewhere.
    package var path: String
    /// Where it is now. An input that was handed through keeps the address it came from.
    package var url: String
    package var isFolder: Bool
    /// Bytes; nil for a folder.
    package var size: Int64?
    package var etag: String?

    package init(path: String, url: String, isFolder: Bool = false, size: Int64? = nil, etag: String? = nil) {
      self.path = path
      self.url = url
      self.isFolder = isFolder
      self.size = size
      self.etag = etag
    }
  }

  /// What a command used. A member is nil where nothing tells it.
  package struct Usage: Hashable, Sendable {
    /// Milliseconds of processor time, of all its processes.
    package var processorTime: Int64?
    /// Bytes from and to disks, without what the kernel's cache answered.
    package var bytesRead: Int64?
    package var bytesWritten: Int64?
    /// Bytes on disks of what lies in the task's folder when the command has ended, inputs included.
    package var diskUsed: Int64?

    package init(
      processorTime: Int64? = nil, bytesRead: Int64? = nil, bytesWritten: Int64? = nil, diskUsed: Int64? = nil
    ) {
      self.processorTime = processorTime
      self.bytesRead = bytesRead
      self.bytesWritten = bytesWritten
      self.diskUsed = diskUsed
    }
  }

  /// Why the agent could not do its part.
  package struct Failure: Error, Hashable, Sendable {
    package enum Phase: String, Hashable, Sendable {
      case stageIn = "stage-in"
      case start
      case run
      case stageOut = "stage-out"
    }

    package enum Cause: String, Hashable, Sendable {
      case staging, diskFull = "disk-full", timedOut = "timed-out", terminated, notStarted = "not-started"
    }

    package var phase: Phase
    package var cause: Cause
    package var message: String

    package init(_ phase: Phase, _ cause: Cause, _ message: String) {
      self.phase = phase
      self.cause = cause
      self.message = message
    }
  }

  package var version = TaskManifest.currentVersion
  /// The command's exit status; nil when it did not end by itself.
  package var exitStatus: Int32?
  /// The signal that ended the command.
  package var signal: Int32?
  package var failure: Failure?
  package var files: [Kept]
  /// What each pattern matched: paths as in ``Kept/path``.
  package var matches: [String: [String]]
  /// Milliseconds since 1970 at which a phase began: `start`, `stage-in`, `run`, `stage-out`, `end`.
  package var times: [String: Int64]
  /// Bytes, as the container's control group tells; nil where it does not.
  package var peakMemory: Int64?
  /// What the command used beside memory.
  package var usage: Usage?
  /// Which of the job's own attempts on AWS Batch this was, from 1: `AWS_BATCH_JOB_ATTEMPT`. A result of an attempt before
  /// the last tells nothing about the job. Nil from an agent that does not say.
  package var batchAttempt: Int64?

  package init(
    exitStatus: Int32? = nil, signal: Int32? = nil, failure: Failure? = nil, files: [Kept] = [],
    matches: [String: [String]] = [:], times: [String: Int64] = [:], peakMemory: Int64? = nil,
    usage: Usage? = nil, batchAttempt: Int64? = nil
  ) {
    self.exitStatus = exitStatus
    self.signal = signal
    self.failure = failure
    self.files = files
    self.matches = matches
    self.times = times
    self.peakMemory = peakMemory
    self.usage = usage
    self.batchAttempt = batchAttempt
  }
}
