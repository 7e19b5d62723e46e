import JSONText
import S3Storage
import TaskManifest
import WorkflowModel

/// Makes everything ready that a job needs: its definition, its inputs in S3, its manifest, the agent.
struct JobPreparation: Sendable {
  let environment: BatchEnvironment
  let region: String
  let definitions: JobDefinitions
  let staging: InputStaging
  let agent: AgentBinary
  let storage: S3Storage

  /// Where the host's folder with the agent is mounted: at a place of its own, so that it hides nothing of the image.
  private static let agentFolder = "/mnt/martlet-agent"

  /// - Parameters:
  ///   - memory: bytes; nil when the task asks for none.
  ///   - folder: the attempt's folder in the bucket.
  /// - Throws: ``TaskFailure`` when this task cannot run here, ``ExecutionError`` or `AWSError` when none can.
  func prepare(
    _ attempt: BackendAttempt, queue: String, memory: Int64?, folder: S3Location
  ) async throws -> PreparedJob {
    var asked = attempt.request.resources
    asked.memory = memory
    let resources = try JobResources(asked, on: environment.platform)
    let shape = try shape(of: attempt)
    let layout = RunLayout(prefix: environment.bucket, run: attempt.run.name)
    async let definition = definitions.definition(of: shape)
    async let mode = agentMode()
    async let inputs = staging.stage(attempt.request.inputs, layout: layout, folder: folder)
    let manifest = ManifestDraft.manifest(
      of: attempt, inputs: try await inputs,
      taskFolder: RunLayout.taskFolder(scratch: environment.scratch, run: attempt.run, call: attempt.call),
      destination: folder, region: region)
    return PreparedJob(
      submission: JobSubmission(
        attempt, in: environment, queue: queue, definition: try await definition, command: [], resources: resources),
      call: attempt.call, run: attempt.run.name, number: attempt.number,
      manifest: Array(JSONWriter.compact(manifest.json).utf8), agent: try await mode, folder: folder, region: region,
      array: try array(of: attempt))
  }

  /// The task's `array` wins over the environment's.
  private func array(of attempt: BackendAttempt) throws -> ArraySetting {
    guard let wish = attempt.request.hints["array"], !wish.isNull else { return environment.flow.array }
    if let array = ArraySetting(json: wish) { return array }
    throw TaskFailure(.unknown, reason: "the task's `array` \(ArraySetting.meaning)")
  }

  private func shape(of attempt: BackendAttempt) throws -> JobDefinitionShape {
    guard let image = attempt.request.images.first ?? environment.container else {
      throw TaskFailure(
        .containerNotStarted, reason: "the task names no container image, and AWS Batch runs only containers",
        advice: "name one in the task's `container`, or a default as `\(environment.place(of: "container"))`")
    }
    var shape = JobDefinitionShape(image: image, platform: environment.platform)
    shape.jobRole = environment.jobRole
    shape.executionRole = environment.executionRole
    shape.logGroup = environment.logGroup
    if case .mount(let path) = environment.agent {
      let folder = FileReference(path).parent.location
      shape.mounts = [JobDefinitionShape.Mount(hostPath: folder, containerPath: Self.agentFolder, isReadOnly: true)]
    }
    return shape
  }

  private func agentMode() async throws -> AgentBootstrap.Mode {
    switch environment.agent {
    case .download: try await agent.mode()
    case .mount(let path): .present(path: Self.agentFolder + "/" + FileReference(path).name)
    case .image(let path): .present(path: path)
    }
  }
}
