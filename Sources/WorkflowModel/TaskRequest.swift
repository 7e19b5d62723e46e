package import JSONText

/// One command to run: what it needs, what it leaves behind, and what it may use.
///
/// A value that names no language and no cloud. Paths in it are the paths that the command sees (``TaskPlacement``).
package struct TaskRequest: Hashable, Sendable {
  /// The whole script.
  package var command: String
  /// What runs the script, which is appended as the last argument: `["/bin/bash"]`.
  package var shell: [String]
  /// Images that would do, the preferred first; empty when the task names none.
  package var images: [String]
  package var inputs: [TaskInput]
  /// What the command reads where it lies: nothing is brought, but what it makes depends on it.
  package var readInPlace: [InPlaceInput]
  package var outputs: [TaskOutput]
  package var resources: TaskResources
  /// Variables for the command beside the image's own.
  package var environment: [String: String]
  /// Exit statuses that mean success; nil when every one does.
  package var successStatuses: Set<Int32>?
  /// Whether a command that wrote anything to its stderr has failed.
  package var failsOnStderr: Bool
  package var retries: RetryAllowance
  /// Settings for a backend under the names that its users know (`queueArn`, `zones`): kept as they were written.
  package var hints: JSONObject
  package var labels: [String: String]
  /// Whether a call that asks for the same may take its results; false for a task that gives something else each time.
  package var isCacheable: Bool

  package init(command: String) {
    self.command = command
    shell = ["/bin/bash"]
    images = []
    inputs = []
    readInPlace = []
    outputs = []
    resources = TaskResources()
    environment = [:]
    successStatuses = [0]
    failsOnStderr = false
    retries = RetryAllowance()
    hints = JSONObject()
    labels = [:]
    isCacheable = true
  }
}

/// A file or folder that the command reads.
package struct TaskInput: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case file(FileReference)
    case folder(FileReference)
    /// A file made from these bytes.
    case content([UInt8])
  }

  package var source: Source
  /// Absolute, as the command sees it; below ``TaskPlacement/inputFolder`` unless the file already lies where the
  /// command can see it.
  package var path: String

  package init(_ source: Source, at path: String) {
    self.source = source
    self.path = path
  }
}

/// A file or folder that the command reads under its own path or address.
package struct InPlaceInput: Hashable, Sendable {
  package var source: TaskInput.Source
  /// How many of ``TaskRequest/inputs`` were there before it: so a request is told the same whether an input is brought or
  /// stays.
  package var position: Int

  package init(_ source: TaskInput.Source, position: Int) {
    self.source = source
    self.position = position
  }
}

/// What to keep when the command has ended. Paths are relative to the working folder, or absolute.
package enum TaskOutput: Hashable, Sendable {
  /// A file or folder. It is not an error here when it does not exist: the language decides.
  case path(String)
  /// The same, kept also when the command has failed.
  case log(String)
  /// All files that match the pattern, in the order of the C locale. Folders are left out.
  case glob(String)
  /// Everything in the working folder: for outputs whose names are known only after the command has run.
  case everything
}

/// What a task asks for. Sizes are bytes.
package struct TaskResources: Hashable, Sendable {
  package var cpu: Double
  package var memory: Int64?
  package var disks: [TaskDisk]
  package var gpus: Int
  /// Wall time for one attempt, in seconds.
  package var timeLimit: Int64?

  package init(
    cpu: Double = 1, memory: Int64? = nil, disks: [TaskDisk] = [], gpus: Int = 0, timeLimit: Int64? = nil
  ) {
    self.cpu = cpu
    self.memory = memory
    self.disks = disks
    self.gpus = gpus
    self.timeLimit = timeLimit
  }
}

package struct TaskDisk: Hashable, Sendable {
  /// Nil: the disk of the working folder.
  package var mountPoint: String?
  /// Bytes.
  package var size: Int64

  package init(mountPoint: String? = nil, size: Int64) {
    self.mountPoint = mountPoint
    self.size = size
  }
}

/// How often an attempt may be repeated, by whose fault it ended.
package struct RetryAllowance: Hashable, Sendable {
  /// Repeats after the command itself failed.
  package var failures: Int
  /// Repeats after the machine was lost (a reclaimed Spot instance, a host that went away).
  package var losses: Int

  package init(failures: Int = 0, losses: Int = 5) {
    self.failures = failures
    self.losses = losses
  }
}
