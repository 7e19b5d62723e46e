package import AWSClient
import AWSServices
package import S3Storage
import TaskManifest

/// An environment of `martlet.yaml` whose tasks run as jobs on AWS Batch.
package struct BatchEnvironment: Hashable, Sendable {
  /// How the agent gets into the container.
  package enum AgentMode: Hashable, Sendable {
    /// Fetched by its presigned URL when the container starts.
    case download
    /// At this path of the host, whose folder is mounted read-only.
    case mount(path: String)
    /// At this path of the image.
    case image(path: String)
    /// Brought by a container of this image, which runs before the task's.
    case container(image: String)
  }

  /// As it stands in `martlet.yaml`.
  package var name: String
  /// Nil: the region of the AWS profile or of `AWS_REGION`.
  package var region: String?
  /// Name or ARN of the job queue of tasks that name none.
  package var queue: String
  /// Everything of the runs lies below it.
  package var bucket: S3Location
  /// What all jobs have in common, where their tasks say nothing else.
  package var job = JobSettings()
  package var agent: AgentMode
  /// The agent's static binaries on this machine, where they are not beside the program.
  package var agentPaths: [JobSettings.Architecture: String] = [:]
  package var pollInterval: Duration
  /// The folder inside containers under which tasks live. Absolute.
  package var scratch: String
  /// Jobs of this process that may be on Batch at once; nil for no limit.
  package var maxConcurrentJobs: Int?
  /// The image of tasks that name none.
  package var container: String?
  /// How jobs are submitted, watched and repeated.
  package var flow = BatchFlow()
  /// What is done about jobs that do not start.
  package var runnable = RunnableSettings()
  /// The job of a run that is detached.
  package var head = HeadSettings()
  /// What the names of secrets begin with that settings name; nil for ``SecretPrefix/usual(of:)`` of the credentials.
  package var secretPrefix: String?
  /// Where images are pulled from in place of these registries.
  package var imageMirrors: [String: String] = [:]

  package init(name: String = "aws", queue: String, bucket: S3Location) {
    self.name = name
    self.queue = queue
    self.bucket = bucket
    agent = .download
    pollInterval = .seconds(5)
    scratch = "/tmp"
  }

  /// The storage of the bucket for what this machine keeps there beside its tasks: as they keep theirs.
  ///
  /// - Parameter configuration: whoever made it shuts it down.
  package func storage(_ configuration: AWSConfiguration) -> S3Storage {
    let objects = job.objects.manifest
    return S3Storage(configuration, options: ObjectOptions(objects), requesterPays: objects.requesterPays)
  }

  /// The same for the head's own job: what is meant for tasks alone is left out, and the agent is fetched, since neither
  /// the head's image nor its machine need have one.
  package var ofHead: BatchEnvironment {
    var environment = self
    if !head.says("jobDefinition") { environment.job.jobDefinition = nil }
    environment.queue = head.text("queue") ?? queue
    environment.job.jobNamePrefix = head.text("jobNamePrefix") ?? HeadSettings.usualPrefix
    environment.container = nil
    environment.agent = .download
    environment.maxConcurrentJobs = nil
    environment.flow.array = .off
    environment.flow.events = nil
    environment.job.objects.inputCache = nil
    environment.job.timeout = nil
    // martlet that is brought is the one that runs here.
    environment.job.architecture = JobSettings.Architecture.ofThisMachine == .arm ? .arm : nil
    if head.text("platform")?.uppercased() == JobSettings.Platform.fargate.rawValue {
      environment.job.keepWhatFargateHas()
    }
    return environment
  }

  /// The region that the queue's ARN names; nil for a queue by its name.
  var queueRegion: String? { QueueName(queue)?.region }

  /// Where a setting stands in `martlet.yaml`: `environments.aws.queue`.
  package func place(of setting: String) -> String { "environments.\(name).\(setting)" }
}
