package import AWSClient
import AWSServices
import Concurrency
import JSONText
import S3Storage
package import WorkflowModel

/// Runs tasks as jobs on AWS Batch: nothing is asked of the task's image but a POSIX shell.
///
/// An attempt goes through preflight, definition and stage in (``JobPreparation``), submission and watch (``JobLife``),
/// and outcome (``OutcomeReader``). The agent in the container does the rest.
package struct AWSBatchBackend: Backend {
  package let name = "aws-batch"
  package let environment: BatchEnvironment
  package var environmentName: String { environment.name }
  private let preflight: Preflight
  private let planner: JobPlanner
  private let preparation: JobPreparation
  private let jobs: JobLife
  private let outcomes: OutcomeReader
  private let slots: Slots?
  private let history: AttemptHistory
  private let explainer: RunnableExplainer

  /// - Parameters:
  ///   - configuration: of the environment's region; whoever made it shuts it down.
  ///   - agentPath: the agent's static binary on this machine, unless the environment names another.
  ///   - storages: those beside S3 whose files may be inputs: this machine carries them to S3.
  package init(
    environment: BatchEnvironment, configuration: AWSConfiguration, agentPath: String, storages: [any Storage] = []
  ) {
    // Nothing that may pass ends a run. At its beginning the way to AWS may be wrong for good.
    var patient = configuration
    if configuration.retry != .never { patient.retry = .patient }
    var first = patient
    first.retry.attemptsToConnect = 8
    let batch = BatchClient(first)
    let storage = S3Storage(configuration)
    self.environment = environment
    preflight = Preflight(environment: environment, region: configuration.region, batch: batch, storage: storage)
    planner = JobPlanner(
      environment: environment, definitions: OwnJobDefinitions(batch: batch, region: configuration.region))
    preparation = JobPreparation(
      environment: environment, region: configuration.region,
      definitions: JobDefinitions(
        batch: batch,
        tags: environment.job.tags.merging([JobDefinitions.registeredName: configuration.clock.now().iso8601]) { $1 }),
      staging: InputStaging(storage: storage, others: storages),
      agent: AgentBinary(storage: storage, prefix: environment.bucket, paths: environment.agentPaths, usual: agentPath),
      storage: storage)
    jobs = JobLife(patient, environment: environment, storage: storage)
    outcomes = OutcomeReader(
      storage: storage, logs: JobLogs(LogsClient(configuration), group: environment.job.logGroup))
    history = AttemptHistory(environment.flow)
    explainer = RunnableExplainer(environment.runnable, configuration)
    slots = environment.maxConcurrentJobs.map { Slots($0) }
  }

  package func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    let folder = RunLayout.taskFolder(scratch: environment.scratch, run: run, call: site.call)
    return TaskPlacement(inputFolder: folder + "/inputs", workFolder: folder + "/work", seesLocalFiles: false)
  }

  package func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    do {
      guard let slots else { return try await remembered(attempt, earlier, report) }
      return try await slots.withSlot { try await remembered(attempt, earlier, report) }
    } catch let failure as TaskFailure {
      return .failed(failure)
    } catch {
      throw ExecutionError.from(error, while: "cannot run \(attempt.call) on AWS Batch")
    }
  }

  package func shutdown() async {
    await explainer.shutdown()
    await jobs.shutdown()
  }

  private func remembered(
    _ attempt: BackendAttempt, _ earlier: BackendHandle?,
    _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    let outcome = try await runNow(attempt, earlier, report)
    history.ended(attempt, outcome)
    return outcome
  }

  private func runNow(
    _ attempt: BackendAttempt, _ earlier: BackendHandle?,
    _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    let folder = RunLayout(prefix: environment.bucket, run: attempt.run.name).attempt(attempt.call, attempt.number)
    let id: String
    if let earlier, earlier.backend == name {
      id = earlier.identifier
    } else {
      var plan = try await planner.plan(attempt, history)
      plan.queue = history.queue(of: attempt, otherwise: plan.queue)
      try await preflight.check(queue: plan.queue)
      for note in plan.notes { try await report(.note(note)) }
      id = try await jobs.submit { [plan] in
        try await ChildTask.run { try await preparation.prepare(attempt, plan, folder: folder) }
      }
    }
    let end = try await explainer.explaining(id, report) { [jobs, name] report in
      try await jobs.watch(id, as: BackendHandle(backend: name, identifier: id), report)
    }
    return try await outcomes.outcome(of: end, attempt, folder: folder)
  }
}
