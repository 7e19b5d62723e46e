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
  private let survey: PlacementSurvey
  private let forecast: MachineForecast
  /// Of its jobs.
  private let region: String
  private let others: RegionalBackends

  /// - Parameters:
  ///   - configuration: of the environment's region; whoever made it shuts it down.
  ///   - agentPath: the agent's static binary on this machine, unless the environment names another.
  ///   - storages: those beside S3 whose files may be inputs: this machine carries them to S3.
  package convenience init(
    environment: BatchEnvironment, configuration: AWSConfiguration, agentPath: String, storages: [any Storage] = []
  ) {
    self.init(
      environment, configuration, jobsIn: configuration.region, agentPath: agentPath, storages: storages,
      AttemptHistory(environment.flow))
  }

  /// - Parameter region: of the jobs; files are where the configuration is.
  private init(
    _ environment: BatchEnvironment, _ configuration: AWSConfiguration, jobsIn region: String, agentPath: String,
    storages: [any Storage], _ history: AttemptHistory
  ) {
    let voice = RunVoice()
    self.voice = voice
    self.region = region
    others = RegionalBackends { other in
      AWSBatchBackend(
        environment.forJobs(in: other), configuration, jobsIn: other, agentPath: agentPath, storages: storages, history)
    }
    var home = configuration
    home.observer = voice
    let configuration = home.inRegion(region)
    // Nothing that may pass ends a run. At its beginning the way to AWS may be wrong for good.
    var patient = configuration
    if configuration.retry != .never { patient.retry = .patient }
    var first = patient
    first.retry.attemptsToConnect = 8
    let batch = BatchClient(first)
    let storage = environment.storage(home)
    self.environment = environment
    let secrets = SecretNames(environment, first)
    preflight = Preflight(environment, patient: first, storage: storage, agentPath: agentPath, secrets: secrets)
    planner = JobPlanner(
      environment: environment, definitions: OwnJobDefinitions(batch: batch, region: configuration.region),
      secrets: secrets)
    let definitions = JobDefinitions(
      batch: batch,
      tags: environment.job.tags.merging([JobDefinitions.registeredName: configuration.clock.now().iso8601]) { $1 })
    preparation = JobPreparation(
      environment: environment, region: home.region, definitions: definitions,
      staging: InputStaging(storage: storage, others: storages),
      agent: AgentBinary(storage: storage, prefix: environment.bucket, paths: environment.agentPaths, usual: agentPath),
      storage: storage)
    jobs = JobLife(patient, environment: environment, storage: storage, definitions: definitions, voice: voice)
    outcomes = OutcomeReader(
      storage: storage, logs: JobLogs(configuration))
    self.history = history
    adoption = JobAdoption(batch: batch, storage: storage)
    explainer = RunnableExplainer(environment.runnable, configuration)
    survey = PlacementSurvey(configuration, voice: voice)
    forecast = MachineForecast(region: configuration.region, batch: batch)
    slots = environment.maxConcurrentJobs.map { Slots($0) }
  }

  /// Whether a task's job would run on Fargate; that of a definition of the user's own is not known here.
  package func isOnFargate(_ request: TaskRequest) -> Bool {
    let task = try? TaskBatchSettings(hints: request.hints, task: "")
    return (task?.job.platform ?? environment.job.platform) == .fargate
  }

  package func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    let folder = RunLayout.taskFolder(scratch: environment.scratch, run: run, call: site.call)
    return TaskPlacement(inputFolder: folder + "/inputs", workFolder: folder + "/work", seesLocalFiles: false)
  }

  package func forecast(_ attempt: BackendAttempt) async throws -> MachineStay? {
    if let other = region(of: attempt, nil) { return try await others.backend(in: other).forecast(attempt) }
    return await forecast.stay(of: try await planner.plan(attempt, history))
  }

  /// Where the attempt's job is or goes, when that is not where this backend's jobs are: an earlier process says, or the
  /// queue's ARN.
  private func region(of attempt: BackendAttempt, _ earlier: BackendHandle?) -> String? {
    let other: String?
    if let earlier, earlier.backend == name {
      other = RegionalJob(earlier.identifier).region
    } else {
      let hints = attempt.request.hints
      let ofTask = QueueName.isNamed(inHints: hints) ? QueueName.region(inHints: hints) : environment.queueRegion
      let fallback = history.queue(of: attempt, otherwise: "")
      other = fallback.isEmpty ? ofTask : QueueName(fallback)?.region
    }
    return other == region ? nil : other
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
        guard let slots else { return try await anywhere(attempt, earlier, report) }
        return try await slots.withSlot { try await anywhere(attempt, earlier, report) }
      }
    } catch let failure as TaskFailure {
      return .failed(failure)
    } catch {
      throw ExecutionError.from(error, while: "cannot run \(attempt.call) on AWS Batch")
    }
  }

  package func abandon() async {
    jobs.abandon()
    await survey.abandon()
    for other in others.all { await other.abandon() }
  }

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

  /// Takes a file or folder of this machine to where jobs of a run can fetch it: beside others of its folder.
  ///
  /// - Throws: ``ExecutionError``.
  package func bring(_ file: FileReference, to run: RunPlace) async throws -> FileReference {
    do {
      return try await preparation.staging.bring(
        file.location, layout: RunLayout(prefix: environment.bucket, run: run.key))
    } catch {
      throw ExecutionError.from(error, while: "cannot bring \(file.location) to \(environment.bucket.url)")
    }
  }

  package func shutdown() async {
    for other in others.all { await other.shutdown() }
    await explainer.shutdown()
    await survey.shutdown()
    await jobs.shutdown()
  }

  private func anywhere(
    _ attempt: BackendAttempt, _ earlier: BackendHandle?,
    _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    guard let other = region(of: attempt, earlier) else { return try await remembered(attempt, earlier, report) }
    let known = earlier.map { BackendHandle(backend: $0.backend, identifier: RegionalJob($0.identifier).id) }
    return try await others.backend(in: other).runHere(attempt, takingOver: known) { event in
      try await report(event.inRegion(other))
    }
  }

  /// In this backend's own region, whatever the queue's ARN says.
  private func runHere(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    try await voice.speaking(by: report) { try await remembered(attempt, earlier, report) }
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
    let end = try await surveyed(id, first, report)
    return try await outcomes.outcome(of: end, attempt, folder: folder)
  }

  /// Watches the job to its end, and lets it be found out which machine it is on.
  private func surveyed(
    _ id: String, _ first: BackendReport, _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> JobLife.End {
    do {
      let end = try await explainer.explaining(id, report) { [jobs, survey] said in
        try await jobs.watch(id, reporting: first) { event in
          if case .running = event { await survey.runs(id, report) }
          try await said(event)
        }
      }
      if case .ended(let snapshot) = end { await survey.ended(id, snapshot.trace, report) }
      return end
    } catch {
      await survey.ended(id, nil, report)
      throw error
    }
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
    if let misfit = await preflight.misfit(plan.resources, queue: plan.queue) { plan.notes.append(misfit) }
    for note in plan.notes { try await report(.note(note)) }
    return try await preparation.prepare(attempt, plan, folder: folder)
  }
}
