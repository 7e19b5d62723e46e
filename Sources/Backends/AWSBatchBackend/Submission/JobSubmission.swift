import AWSServices
import JSONText
import WorkflowModel

/// One job as it is submitted: everything of it that its definition does not say.
struct JobSubmission: Hashable, Sendable {
  var name: String
  /// Of all jobs of the run; of the job alone when the user names it.
  var namePrefix: String
  var queue: String
  /// Name with revision, or ARN.
  var definition: String
  /// Of the container; empty until it is known where its manifest lies.
  var command: [String] = []
  /// Variables that the definition does not have.
  var environment: [KeyValuePair] = []
  var resources: JobResources
  var tags: [String: String]
  var propagatesTags: Bool
  var shareIdentifier: String?
  var schedulingPriority: Int?
  var retryStrategy: RetryStrategy?
  var consumableResources: [String: Int64]
  /// Seconds; at least 60.
  var timeLimit: Int64?
  /// Children of an array; nil for a single job.
  var arraySize: Int?
  /// The definition has a container that brings the agent beside the task's.
  var hasAgentContainer = false

  /// Jobs' names begin with it where the user names nothing else.
  static let usualPrefix = "martlet"
  /// Its value is the run's name.
  static let runTag = "martlet:run"

  /// - Throws: ``TaskFailure`` for what Batch would refuse.
  init(_ attempt: BackendAttempt, _ plan: JobPlan, definition: String) throws {
    let settings = plan.settings
    (name, namePrefix) = Self.names(attempt, settings)
    queue = plan.queue
    self.definition = definition
    resources = plan.resources
    tags = try Self.tags(attempt, settings)
    propagatesTags = settings.propagatesTags ?? true
    shareIdentifier = settings.shareIdentifier
    schedulingPriority = settings.schedulingPriority
    if let attempts = settings.retryAttempts, attempts > 0 {
      retryStrategy = RetryStrategy(attempts: attempts, evaluateOnExit: settings.evaluateOnExit)
    }
    consumableResources = settings.consumableResources
    timeLimit = plan.jobTimeLimit
    switch plan.definition {
    case .own: environment = settings.container.environmentPairs
    case .shape(let shape): hasAgentContainer = shape.agentImage != nil
    }
  }

  /// What the children of one array have in common: everything but what names the task.
  var arrayShape: JobSubmission {
    var shape = self
    shape.name = ""
    shape.command = []
    shape.tags["martlet:call"] = nil
    return shape
  }

  /// Makes it the submission of an array: its name and its tags are those of the call without the scatters' indices.
  mutating func becomeArray(of size: Int, call: String) {
    name = LegalName.job([namePrefix, call])
    tags["martlet:call"] = LegalTag.value(call)
    arraySize = size
  }

  /// `prefix-run-call`; with a UUID of the user's `prefix-call-uuid`.
  private static func names(_ attempt: BackendAttempt, _ settings: JobSettings) -> (name: String, prefix: String) {
    let prefix = settings.jobNamePrefix ?? usualPrefix
    if let uuid = settings.jobUUID {
      let name = LegalName.job([prefix, attempt.call.description, uuid])
      return (name, name)
    }
    let ofRun = LegalName.job([prefix, attempt.run.name])
    return (LegalName.job([ofRun, attempt.call.description]), ofRun)
  }

  /// The user's and the job's own; the user's win over none of those, since jobs are found again by them.
  private static func tags(_ attempt: BackendAttempt, _ settings: JobSettings) throws -> [String: String] {
    var tags = settings.tags
    tags[runTag] = LegalTag.value(attempt.run.name)
    tags["martlet:call"] = LegalTag.value(attempt.call.description)
    tags["martlet:attempt"] = String(attempt.number + 1)
    // One more is the submission's (``SubmissionLedger``).
    guard tags.count < TagSettings.limit else {
      throw TaskFailure(
        .containerNotStarted, reason: "the job has \(tags.count + 1) tags, and AWS takes \(TagSettings.limit)",
        advice: "four are martlet's own; leave some of `tags` out")
    }
    return tags
  }

  /// Characters that the overrides of a job may have. Source: ECS, which Batch hands them to ("Container Overrides length
  /// must be at most 8192").
  private static let longestOverrides = 8192

  /// - Throws: ``TaskFailure`` when the job could not be started for its length.
  func checkOverrides() throws {
    let request = SubmitJobRequest(self)
    let overrides = request.containerOverrides?.json ?? request.ecsPropertiesOverride?.json
    let length = JSONWriter.compact(overrides ?? .null).utf8.count
    guard length > Self.longestOverrides else { return }
    throw TaskFailure(
      .containerNotStarted,
      reason: "the job's command and environment have \(length) characters, and AWS takes \(Self.longestOverrides)",
      advice: "shorten `environment`, or set the environment's `agent` to `mount` or `image`")
  }
}

/// Tags as AWS takes them: letters, digits, spaces and `_.:/=+-@`, up to 256 of them in a value.
enum LegalTag {
  static func isLegal(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || " _.:/=+-@".contains(character)
  }

  static func value(_ text: String) -> String {
    var value = ""
    for character in text { value.append(isLegal(character) ? character : "_") }
    return value.count <= 256 ? value : String(value.suffix(256))
  }
}
