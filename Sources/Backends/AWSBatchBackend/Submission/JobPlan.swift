import TaskManifest
import WorkflowModel

/// What is decided of a job before anything of it is sent.
struct JobPlan: Sendable {
  enum Definition: Hashable, Sendable {
    case shape(JobDefinitionShape)
    case own(OwnJobDefinition)

    var shape: JobDefinitionShape? { if case .shape(let shape) = self { shape } else { nil } }
  }

  /// The environment's with the task's over them.
  var settings: JobSettings
  var queue: String
  var definition: Definition
  var resources: JobResources
  /// How the container comes by the agent, when that is not by a download: its path there.
  var agentPath: String?
  var architecture: JobSettings.Architecture
  /// The host's cache of inputs as the container sees it.
  var cache: ManifestCache?
  /// Seconds that the command may take; nil for no limit of the agent's.
  var commandTimeLimit: Int64?
  /// Seconds that an attempt may take on Batch.
  var jobTimeLimit: Int64?
  /// What people should know: something is not as they asked.
  var notes: [String]
}

/// Decides.
struct JobPlanner: Sendable {
  let environment: BatchEnvironment
  let definitions: OwnJobDefinitions
  /// Nil: names of secrets are left as they are, and so would AWS not know them.
  var secrets: SecretNames?

  /// Where the host's folder with the agent is mounted: at a place of its own, so that it hides nothing of the image.
  private static let agentFolder = "/mnt/martlet-agent"
  /// Batch's own limit is a net below the agent's, which ends the command on time and keeps what it left.
  private static let timeForStaging: Int64 = 600

  /// - Parameter history: how earlier attempts ended, which may give this one more memory.
  /// - Throws: ``ExecutionError`` (`configuration`) for settings that are wrong, ``TaskFailure`` when the task cannot run
  ///   as it is.
  func plan(_ attempt: BackendAttempt, _ history: AttemptHistory) async throws -> JobPlan {
    let call = attempt.call.description
    let task = try TaskBatchSettings(hints: attempt.request.hints, task: call)
    var settings = task.job.over(environment.job)
    let own = try await ownDefinition(attempt, task)
    settings.platform = own?.platform ?? settings.platform
    settings.architecture = own?.architecture ?? settings.architecture
    if own == nil { try check(settings, task: call) }
    if let secrets { settings.secrets = try await secrets.resolved(settings.secrets) }
    var asked = attempt.request.resources
    asked.memory = history.memory(of: attempt, asking: settings.memory.map { $0 << 20 } ?? asked.memory)
    var wishes = TaskWishes(asked, settings)
    let resources = try JobResources(wishes, on: settings.platform ?? .ec2)
    let definition: JobPlan.Definition
    if let own {
      definition = .own(own)
      wishes.notes += own.note(for: task.image ?? attempt.request.images.first)
    } else {
      settings.ephemeralStorage = try FargateDisk.size(wishes.disks, settings)
      definition = .shape(try shape(attempt, task, settings))
    }
    wishes.notes += resources.notes
    return JobPlan(
      settings: settings, queue: settings.queue ?? environment.queue, definition: definition, resources: resources,
      agentPath: try agentPath(own), architecture: settings.architecture ?? .x86,
      cache: cache(settings, own), commandTimeLimit: wishes.timeLimit,
      jobTimeLimit: task.job.timeout ?? wishes.timeLimit.map { max(60, $0 + Self.timeForStaging) } ?? settings.timeout,
      notes: wishes.notes)
  }

  private func check(_ settings: JobSettings, task: String) throws {
    guard let (setting, message) = JobSettingsCheck.problems(settings).first else { return }
    throw ExecutionError(
      .configuration, "\(SettingsOwner.task(task).shown(setting)) \(message)",
      help: "set it in the task's `runtime` or `hints`, or as `\(environment.place(of: setting))` in martlet.yaml")
  }

  // MARK: The definition

  /// The user's own definition, which the task's image may name, the task or the environment.
  private func ownDefinition(_ attempt: BackendAttempt, _ task: TaskBatchSettings) async throws -> OwnJobDefinition? {
    let image = task.image ?? attempt.request.images.first
    let ofTask = image.flatMap(JobDefinitionName.inImage) ?? task.job.jobDefinition
    let ofEnvironment = environment.job.jobDefinition ?? environment.container.flatMap(JobDefinitionName.inImage)
    guard let name = ofTask ?? (image == nil || environment.job.jobDefinition != nil ? ofEnvironment : nil) else {
      return nil
    }
    guard JobDefinitionName.isLegal(name) else {
      throw ExecutionError(
        .configuration, "the task \(attempt.call) names the job definition `\(name)`, which is no such name",
        help: "write `job-definition://NAME`, `job-definition://NAME:REVISION`, or its ARN")
    }
    if let setting = task.job.fixedByDefinition.first {
      throw ExecutionError(
        .configuration,
        "`\(setting)` of the task \(attempt.call) cannot be changed in the job definition `\(name)`: jobs override its "
          + "command, vCPUs, memory, GPUs and environment only",
        help: "say it in the definition, or name an image in its place, for which martlet makes one")
    }
    return try await definitions.definition(name)
  }

  private func shape(
    _ attempt: BackendAttempt, _ task: TaskBatchSettings, _ settings: JobSettings
  ) throws -> JobDefinitionShape {
    guard let named = task.image ?? attempt.request.images.first ?? environment.container else {
      throw TaskFailure(
        .containerNotStarted, reason: "the task names no container image, and AWS Batch runs only containers",
        advice: "name one in the task's `container`, or a default as `\(environment.place(of: "container"))`")
    }
    let image = ImageMirrors(mirrors: environment.imageMirrors).image(for: named)
    guard ImageReference.isLegal(image) else {
      throw TaskFailure(
        .containerNotStarted, reason: "`\(image)` is no image's name for AWS Batch",
        advice: "it takes up to 255 letters, digits and - _ : . / # @")
    }
    var mounts = disks(attempt.request.resources.disks, settings)
    if case .mount(let path) = environment.agent {
      let folder = FileReference(path).parent.location
      mounts.append(VolumeMount(.host(path: folder), at: Self.agentFolder, isReadOnly: true))
    }
    if let cache = settings.objects.inputCache {
      mounts.append(VolumeMount(.host(path: cache.path), at: InputCacheSettings.mountPoint))
    }
    return JobDefinitionShape(image: image, settings: settings, mounts: mounts, agentImage: try agentImage(settings))
  }

  /// The image of the container that brings the agent.
  private func agentImage(_ settings: JobSettings) throws -> String? {
    guard case .container(let image) = environment.agent else { return nil }
    // The containers of a job share what it asks for, and Fargate has few sizes to share.
    guard settings.platform != .fargate else {
      throw ExecutionError(
        .configuration, "`\(environment.place(of: "agent"))` cannot be `{container: …}` for jobs on Fargate",
        help: "write `download` there, or put the agent into the images: `{image: /martlet-agent}`")
    }
    return ImageMirrors(mirrors: environment.imageMirrors).image(for: image)
  }

  /// Where the job's container sees the host's cache of inputs.
  private func cache(_ settings: JobSettings, _ own: OwnJobDefinition?) -> ManifestCache? {
    guard let cache = settings.objects.inputCache else { return nil }
    let folder = own.map { $0.path(ofHost: cache.path) } ?? InputCacheSettings.mountPoint
    return folder.map { ManifestCache(folder: $0, size: cache.size) }
  }

  /// Disks with a place of their own are folders of the job's own there, unless a volume is.
  private func disks(_ disks: [TaskDisk], _ settings: JobSettings) -> [VolumeMount] {
    let places = Set(disks.compactMap(\.mountPoint))
    return places.filter { settings.volumes[$0] == nil && settings.container.tmpfs[$0] == nil }
      .map { VolumeMount(.own, at: $0) }
  }

  // MARK: The agent

  private func agentPath(_ own: OwnJobDefinition?) throws -> String? {
    switch environment.agent {
    case .download: return nil
    case .image(let path): return path
    // A definition of the user's own has one container.
    case .container: return own == nil ? AgentContainer.folder + AgentContainer.program : nil
    case .mount(let path):
      guard let own else { return Self.agentFolder + "/" + FileReference(path).name }
      if let inside = own.path(ofHost: path) { return inside }
      throw ExecutionError(
        .configuration, "the job definition `\(own.name)` does not mount the agent, \(path) of the host",
        help: "mount its folder in the definition, or set `\(environment.place(of: "agent"))` to `download`")
    }
  }
}
