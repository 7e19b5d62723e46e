import WorkflowModel

/// A row of the table that says what the words of Batch and ECS mean.
struct OutcomeRow: Sendable {
  enum Meaning: Hashable, Sendable {
    case lost
    case failed(TaskFailure.Cause, mayRetry: Bool)
  }

  /// For tests and documentation: stable.
  let id: String
  /// One of these has to stand in the job's reason or its container's; the case of letters does not matter.
  let words: [String]
  /// One of these too, unless there are none.
  let alsoWords: [String]
  let meaning: Meaning
  let advice: String?

  init(
    _ id: String, _ words: [String], and alsoWords: [String] = [], _ meaning: Meaning, advice: String? = nil
  ) {
    self.id = id
    self.words = words.map { $0.lowercased() }
    self.alsoWords = alsoWords.map { $0.lowercased() }
    self.meaning = meaning
    self.advice = advice
  }

  /// - Parameter reasons: what Batch and ECS said, in lower case.
  func matches(_ reasons: String) -> Bool {
    words.contains { reasons.range(of: $0) != nil }
      && (alsoWords.isEmpty || alsoWords.contains { reasons.range(of: $0) != nil })
  }

  /// The first row that matches counts: the narrower ones stand above the wider ones.
  ///
  /// Sources: "Troubleshooting AWS Batch", "Jobs stuck in a RUNNABLE status" and "Job timeouts" of the Batch user guide;
  /// "Stopped tasks error messages" and "CannotPullContainer task errors" of the ECS developer guide.
  static let table: [OutcomeRow] = [
    OutcomeRow("host-terminated", ["Host EC2 ("], .lost),
    OutcomeRow("fargate-spot", ["Your Spot Task was interrupted", "SpotInterruption"], .lost),
    OutcomeRow(
      "agent-lost", ["agent disconnected", "container instance was deregistered", "instance was terminated"], .lost),
    OutcomeRow(
      "out-of-memory", ["OutOfMemoryError"], .failed(.outOfMemory, mayRetry: true),
      advice: "ask for more memory in the task's `memory`"),
    OutcomeRow(
      "timeout", ["Job attempt duration exceeded timeout"], .failed(.timedOut, mayRetry: false),
      advice: "raise the task's time limit"),
    OutcomeRow(
      "queue-time-limit", ["Canceled by JobStateTimeLimit"], .failed(.neverSchedulable, mayRetry: false),
      advice: "the queue cancels jobs that wait too long; look at its compute environments' limits and instance types"),
    OutcomeRow(
      "misconfigured", ["MISCONFIGURATION:"], .failed(.neverSchedulable, mayRetry: false),
      advice: "no instance of the queue's compute environments holds the job; ask for less or allow larger instances"),
    OutcomeRow(
      "pull-unauthorised", ["CannotPull"],
      and: [
        "unauthorized", "authorization failed", "access denied", "denied:", "no basic auth", "authentication required",
        "AccessDenied",
      ],
      .failed(.imageNotPulled, mayRetry: false),
      advice: "let the execution role (or the instances' role) read the registry, or check the image's name"),
    OutcomeRow(
      "pull-rate", ["CannotPull"], and: ["toomanyrequests", "rate limit", "429"],
      .failed(.imageNotPulled, mayRetry: true), advice: "copy the image to a registry without a pull limit, such as ECR"
    ),
    OutcomeRow(
      "pull-disk-full", ["CannotPull"], and: ["no space left"], .failed(.diskFull, mayRetry: true),
      advice: "give the instances a larger disk in the compute environment's launch template"),
    OutcomeRow(
      "pull-not-found", ["CannotPull"],
      and: [
        "not found", "manifest unknown", "does not exist", "invalid reference", "no such image", "no matching manifest",
      ],
      .failed(.imageNotPulled, mayRetry: false), advice: "check the name and the tag of the task's container"),
    OutcomeRow(
      "pull", ["CannotPull"], .failed(.imageNotPulled, mayRetry: true),
      advice: "check the image's name, and the way from the instances to its registry"),
    OutcomeRow(
      "start-forbidden", ["ResourceInitializationError"], and: ["AccessDenied", "not authorized", "unauthorized"],
      .failed(.permissionDenied, mayRetry: false),
      advice: "give the execution role the right that the message names (`executionRole` in martlet.yaml)"),
    OutcomeRow(
      "start-not-found", ["ResourceInitializationError"], and: ["ResourceNotFound", "does not exist", "can't find"],
      .failed(.containerNotStarted, mayRetry: false), advice: "something that the container needs does not exist"),
    OutcomeRow("start-resources", ["ResourceInitializationError"], .failed(.containerNotStarted, mayRetry: true)),
    OutcomeRow(
      "disk-full", ["no space left on device"], .failed(.diskFull, mayRetry: true),
      advice: "give the instances a larger disk in the compute environment's launch template"),
    OutcomeRow(
      "no-shell", ["CannotStartContainer", "CannotCreateContainer"],
      and: ["no such file or directory", "executable file not found"], .failed(.containerNotStarted, mayRetry: false),
      advice: "the image must have a POSIX shell as `sh`, or the agent where the environment's `agent` says"),
    OutcomeRow("docker-timeout", ["DockerTimeoutError"], .failed(.containerNotStarted, mayRetry: true)),
    OutcomeRow(
      "not-started", ["CannotStartContainer", "CannotCreateContainer", "ContainerRuntimeError"],
      .failed(.containerNotStarted, mayRetry: true)),
    OutcomeRow(
      "definition-gone", ["job definition", "JobDefinition"],
      and: ["not active", "inactive", "does not exist", "not found"],
      .failed(.unknown, mayRetry: true), advice: "somebody took the job's definition away while the job waited"),
  ]
}
