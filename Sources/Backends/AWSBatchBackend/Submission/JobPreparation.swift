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

  /// - Parameter folder: the attempt's folder in the bucket.
  /// - Throws: ``TaskFailure`` when this task cannot run here, ``ExecutionError`` or `AWSError` when none can.
  func prepare(_ attempt: BackendAttempt, _ plan: JobPlan, folder: S3Location) async throws -> PreparedJob {
    let layout = RunLayout(prefix: environment.bucket, run: attempt.run.key)
    async let definition = definition(plan)
    async let mode = agentMode(plan)
    async let inputs = staging.stage(attempt.request.inputs, layout: layout, folder: folder)
    var manifest = ManifestDraft.manifest(
      of: attempt, inputs: try await inputs,
      taskFolder: RunLayout.taskFolder(scratch: environment.scratch, run: attempt.run, call: attempt.call),
      destination: folder, region: region)
    manifest.timeLimit = plan.commandTimeLimit
    manifest.objects = plan.settings.objects.manifest
    manifest.keepsFailedOutputs = plan.settings.objects.keepsFailedOutputs ?? false
    manifest.cache = plan.cache
    return PreparedJob(
      submission: try JobSubmission(attempt, plan, definition: try await definition), call: attempt.call,
      run: attempt.run.key, number: attempt.number, manifest: Array(JSONWriter.compact(manifest.json).utf8),
      agent: try await mode, folder: folder, region: region, array: try array(of: attempt, plan),
      shape: plan.definition.shape)
  }

  /// The task's `array` wins over the environment's. A job whose name the user gives is one of its own.
  private func array(of attempt: BackendAttempt, _ plan: JobPlan) throws -> ArraySetting {
    if plan.settings.jobUUID != nil { return .off }
    guard let wish = attempt.request.hints["array"], !wish.isNull else { return environment.flow.array }
    if let array = ArraySetting(json: wish) { return array }
    throw TaskFailure(.unknown, reason: "the task's `array` \(ArraySetting.meaning)")
  }

  private func definition(_ plan: JobPlan) async throws -> String {
    switch plan.definition {
    case .shape(let shape): try await definitions.definition(of: shape)
    case .own(let own): own.name
    }
  }

  private func agentMode(_ plan: JobPlan) async throws -> AgentBootstrap.Mode {
    if let path = plan.agentPath { return .present(path: path) }
    return try await agent.mode(for: plan.architecture)
  }
}
