import WorkflowModel

/// One job as it is submitted: everything of it that its definition does not say.
struct JobSubmission: Hashable, Sendable {
  var name: String
  /// Of all jobs of the run.
  var namePrefix: String
  var queue: String
  /// Name with revision, or ARN.
  var definition: String
  var command: [String]
  var resources: JobResources
  var tags: [String: String]
  /// Seconds; at least 60.
  var timeLimit: Int64?
  /// Children of an array; nil for a single job.
  var arraySize: Int?

  /// Batch's own limit is a net below the agent's, which ends the command on time and keeps what it left.
  private static let timeForStaging: Int64 = 600
  /// Source: `attemptDurationSeconds` of JobTimeout.
  private static let leastTimeLimit: Int64 = 60

  init(
    _ attempt: BackendAttempt, in environment: BatchEnvironment, queue: String, definition: String, command: [String],
    resources: JobResources
  ) {
    namePrefix = LegalName.job([environment.jobNamePrefix, attempt.run.name])
    name = LegalName.job([namePrefix, attempt.call.description])
    self.queue = queue
    self.definition = definition
    self.command = command
    self.resources = resources
    tags = Self.tags(attempt, environment)
    timeLimit = attempt.request.resources.timeLimit.map { max(Self.leastTimeLimit, $0 + Self.timeForStaging) }
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

  /// The job's own tags; the user's win over none of them, since jobs are found again by them.
  private static func tags(_ attempt: BackendAttempt, _ environment: BatchEnvironment) -> [String: String] {
    var tags: [String: String] = [:]
    for (name, value) in environment.tags { tags[name] = LegalTag.value(value) }
    tags["martlet:run"] = LegalTag.value(attempt.run.name)
    tags["martlet:call"] = LegalTag.value(attempt.call.description)
    tags["martlet:attempt"] = String(attempt.number + 1)
    return tags
  }
}

/// Tags as AWS takes them: letters, digits, spaces and `_.:/=+-@`, up to 256 of them in a value.
enum LegalTag {
  static func value(_ text: String) -> String {
    var value = ""
    for character in text {
      let legal = character.isLetter || character.isNumber || " _.:/=+-@".contains(character)
      value.append(legal ? character : "_")
    }
    return value.count <= 256 ? value : String(value.suffix(256))
  }
}
