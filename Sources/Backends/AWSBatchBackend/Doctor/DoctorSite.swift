import AWSClient
import AWSServices
import Concurrency
import S3Storage
import WorkflowModel

/// Everything that checks look at: an environment, what is known of its tasks, and ways to ask.
struct DoctorSite: Sendable {
  let environment: BatchEnvironment
  let configuration: AWSConfiguration
  let storage: S3Storage
  /// What is known of the tasks; empty when nothing is.
  var needs: [TaskNeed] = []
  /// What is wrong with tasks that cannot become jobs.
  var misfits: [TaskMisfit] = []
  let agent: AgentBinary
  let secrets: SecretNames
  let inquiry: RunnableInquiry
  private let identities = SharedWork<String, GetCallerIdentityResponse>()
  private let queuesAsked = SharedWork<String, JobQueueDetail?>()
  private let environmentsAsked = SharedWork<String, RunnableInquiry.QueueFacts>()
  private let typesAsked = SharedWork<String, RunnableInquiry.QueueFacts>()

  /// - Parameters:
  ///   - agentPath: of the agent's binary where the environment names none.
  ///   - storage: of the bucket; nil where it is in the configuration's region.
  ///   - secrets: resolves names of secrets.
  init(
    _ environment: BatchEnvironment, _ configuration: AWSConfiguration, storage: S3Storage? = nil, agentPath: String,
    secrets: SecretNames
  ) {
    self.environment = environment
    self.configuration = configuration
    self.secrets = secrets
    let storage = storage ?? environment.storage(configuration)
    self.storage = storage
    agent = AgentBinary(
      storage: storage, prefix: environment.bucket, paths: environment.agentPaths, usual: agentPath)
    inquiry = RunnableInquiry(configuration)
  }

  var region: String { configuration.region }

  /// The settings that jobs have: the environment's, and those of tasks that say more.
  var settings: [JobSettings] { [environment.job] + needs.map(\.settings) }

  /// The queues that jobs go to, each once.
  var queues: [String] {
    var queues = [environment.queue]
    for queue in [environment.flow.spotFallbackQueue].compactMap(\.self) + needs.map(\.queue)
    where !queues.contains(queue) { queues.append(queue) }
    return queues
  }

  /// How messages name the setting that names a queue.
  func setting(ofQueue queue: String) -> String {
    if queue == environment.queue { return "`\(environment.place(of: "queue"))`" }
    if queue == environment.flow.spotFallbackQueue { return "`\(environment.place(of: "spotFallbackQueue"))`" }
    return "the task's `queueArn`"
  }

  /// Whose credentials these are.
  func identity() async throws -> GetCallerIdentityResponse {
    try await identities.value(for: "") { [configuration] in try await STSClient(configuration).getCallerIdentity() }
  }

  /// A queue; nil when there is none of that name.
  func queue(_ name: String) async throws -> JobQueueDetail? {
    try await queuesAsked.value(for: name) { [self] in try await inquiry(about: name).queue(name) }
  }

  /// In the region that the queue's ARN names.
  private func inquiry(about queue: String) -> RunnableInquiry {
    let other = configuration.inRegion(QueueName(queue)?.region)
    return other.region == region ? inquiry : RunnableInquiry(other)
  }

  /// A queue with its compute environments.
  func environments(ofQueue name: String) async throws -> RunnableInquiry.QueueFacts {
    try await environmentsAsked.value(for: name) { [self] in
      var facts = RunnableInquiry.QueueFacts()
      facts.queue = try await queue(name)
      try await inquiry(about: name).addEnvironments(&facts)
      return facts
    }
  }

  /// A queue with its compute environments and the instance types that they allow.
  func instanceTypes(ofQueue name: String) async throws -> RunnableInquiry.QueueFacts {
    try await typesAsked.value(for: name) { [self] in
      var facts = try await environments(ofQueue: name)
      try await inquiry(about: name).addInstanceTypes(&facts)
      return facts
    }
  }
}

/// What one task asks for, or many that ask for the same.
struct TaskNeed: Hashable, Sendable {
  /// The call: `variants/align`.
  let call: String
  let queue: String
  let settings: JobSettings
  /// After mirrors; nil when the job's definition is the user's own.
  let image: String?
  let vCPUs: Double
  /// MiB.
  let memory: Int64
  let gpus: Int
  let architecture: JobSettings.Architecture
}

/// A task that cannot become a job.
struct TaskMisfit: Hashable, Sendable {
  let call: String
  let reason: String
  let advice: String?
}
