package import AWSClient
import AWSServices
import Concurrency
import JSONText
import S3Storage
import TaskManifest
package import WorkflowModel

/// Runs tasks as jobs on AWS Batch: nothing is asked of the task's image but a POSIX shell.
///
/// An attempt goes through preflight, definition and stage in (``JobPreparation``), submission and watch (``JobLife``),
/// and outcome (``OutcomeReader``). The agent in the container does the rest.
///
/// A class, since it holds all settings: each of the thousands of tasks that wait would keep room for a copy of them.
package final class AWSBatchBackend: Backend {
  package let name = "aws-batch"
  package let environment: BatchEnvironment
  package var environmentName: String { environment.name }
  private let preflight: Preflight
  private let planner: JobPlanner
  private let preparation: JobPreparation
  private let jobs: JobLife
  private let outcomes: OutcomeReader
  private let slots: Slots?
  /// Preparations go deep: of thousands at once the memory would not come back.
  private let preparing = Slots(128)
  private let history: AttemptHistory
  private let explainer: RunnableExplainer
  private let adoption: JobAdoption
  private let voice: RunVoice

  /// - Parameters:
  ///   - configuration: of the environment's region; whoever made it shuts it down.
  ///   - agentPath: the agent's static binary on this machine, unless the environment names another.
  ///   - storages: those beside S3 whose files may be inputs: this machine carries them to S3.
  package init(
    environment: BatchEnvironment, configuration: AWSConfiguration, agentPath: String, storages: [any Storage] = []
  ) {
    let voice = RunVoice()
    self.voice = voice
    var configuration = configuration
    configuration.observer = voice
    // Nothing that may pass ends a run. At its beginning the way to AWS may be wrong for good.
    var patient = configuration
    if configuration.retry != .never { patient.retry = .patient }
    var first = patient
    first.retry.attemptsToConnect = 8
    let batch = BatchClient(first)
    let storage = environment.storage(configuration)
    self.environment = environment
    preflight = Preflight(environment: environment, region: configuration.region, batch: batch, storage: storage)
    planner = JobPlanner(
      environment: environment, definitions: OwnJobDefinitions(batch: batch, region: configuration.region))
    let definitions = JobDefinitions(
      batch: batch,
      tags: environment.job.tags.merging([JobDefinitions.registeredName: configuration.clock.now().iso8601]) { $1 })
    preparation = JobPreparation(
      environment: environment, region: configuration.region, definitions: definitions,
      staging: InputStaging(storage: storage, others: storages),
      agent: AgentBinary(storage: storage, prefix: environment.bucket, paths: environment.agentPaths, usual: agentPath),
      storage: storage)
    jobs = JobLife(patient, environment: environment, storage: storage, definitions: definitions, voice: voice)
    outcomes = OutcomeReader(
      storage: storage, logs: JobLogs(configuration))
    history = AttemptHistory(environment.flow)
    adoption = JobAdoption(batch: batch, storage: storage)
    explainer = RunnableExplainer(environment.runnable, configuration)
    slots = environment.maxConcurrentJobs.map { Slots($0) }
  }

  package func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    let folder = RunLayout.taskFolder(scratch: environment.scratch, run: run, call: site.call)
    return TaskPlacement(inputFolder: folder + "/inputs", workFolder: folder + "/work", seesLocalFiles: false)
  }

  package func attemptFolder(of call: CallPath, in run: RunPlace) -> FileReference? {
    RunLayout(prefix: environment.bucket, run: run.key).attempt(call, 0).reference
  }

  package func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    do {
      return try await voice.speaking(by: report) {
        guard let slots else { return try await remembered(attempt, earlier, report) }
        return try await slots.withSlot { try await remembered(attempt, earlier, report) }
      }
    } catch let failure as TaskFailure {
      return .failed(failure)
    } catch {
      throw ExecutionError.from(error, while: "cannot run \(attempt.call) on AWS Batch")
    }
  }

  package func abandon() async { jobs.abandon() }

  /// Submits an attempt whose job goes on by itself: this backend neither watches nor ends it, nor any other of its jobs.
  ///
  /// - Throws: ``TaskFailure`` when such a job cannot run here, ``ExecutionError`` when none can.
  package func leave(
    _ attempt: BackendAttempt, report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> BackendHandle {
    jobs.abandon()
    let folder = RunLayout(prefix: environment.bucket, run: attempt.run.key).attempt(attempt.call, attempt.number)
    do {
      let id = try await jobs.submit { [self] in try await prepared(attempt, folder, report) }
      return BackendHandle(backend: name, identifier: id)
    } catch let failure as TaskFailure {
      throw failure
    } catch {
      throw ExecutionError.from(error, while: "cannot submit \(attempt.call) to AWS Batch")
    }
  }

  /// Looks at what every job needs: the queue and the bucket.
  ///
  /// - Throws: ``ExecutionError`` that names the setting of martlet.yaml and what to do.
  package func check() async throws { try await preflight.check(queue: environment.queue) }

  /// Takes a file or folder to where jobs of a run can fetch it; what lies in S3 stays there.
  ///
  /// - Throws: ``ExecutionError``.
  package func bring(_ file: FileReference, isFolder: Bool, to run: RunPlace) async throws -> FileReference {
    let layout = RunLayout(prefix: environment.bucket, run: run.key)
    let input = TaskInput(isFolder ? .folder(file) : .file(file), at: "/" + file.name)
    let folder = environment.bucket.appending(run.key)
    do {
      let brought = try await preparation.staging.stage([input], layout: layout, folder: folder)
      guard case .object(let url, _, _)? = brought.first?.source else {
        guard case .prefix(let url, _)? = brought.first?.source else { return file }
        return FileReference(url)
      }
      return FileReference(url)
    } catch {
      throw ExecutionError.from(error, while: "cannot bring \(file.redacted) to \(environment.bucket.url)")
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
    let folder = RunLayout(prefix: environment.bucket, run: attempt.run.key).attempt(attempt.call, attempt.number)
    let id: String
    var isEarlier = true
    if let earlier, earlier.backend == name {
      id = earlier.identifier
    } else if attempt.mayHaveBegun, let job = try await adopted(attempt, folder) {
      id = job
    } else {
      isEarlier = false
      id = try await jobs.submit { [self] in
        try await preparing.withSlot { [self] in
          try await ChildTask.run { [self] in try await prepared(attempt, folder, report) }
        }
      }
    }
    let handle = BackendHandle(backend: name, identifier: id)
    let first = isEarlier ? BackendReport.takenOver(handle) : .submitted(handle)
    let end = try await explainer.explaining(id, report) { [jobs] report in
      try await jobs.watch(id, reporting: first, report)
    }
    return try await outcomes.outcome(of: end, attempt, folder: folder)
  }

  /// The job of an attempt that an earlier process began, if it came to submit it.
  private func adopted(_ attempt: BackendAttempt, _ folder: S3Location) async throws -> String? {
    let plan = try await planner.plan(attempt, history)
    let submission = try JobSubmission(attempt, plan, definition: "")
    return try await adoption.job(of: folder, at: SubmissionLedger.Place(submission))
  }

  private func prepared(
    _ attempt: BackendAttempt, _ folder: S3Location, _ report: @Sendable (BackendReport) async throws -> Void
  ) async throws -> PreparedJob {
    var plan = try await planner.plan(attempt, history)
    plan.queue = history.queue(of: attempt, otherwise: plan.queue)
    try await preflight.check(queue: plan.queue)
    for note in plan.notes { try await report(.note(note)) }
    return try await preparation.prepare(attempt, plan, folder: folder)
  }
}
