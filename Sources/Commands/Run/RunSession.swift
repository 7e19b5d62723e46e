import JSONText
import WorkflowEngine
import WorkflowModel

/// One run from a command line, whether it begins or goes on: signals end it, and its outputs are what goes to stdout.
struct RunSession: Sendable {
  let composition: Composition
  let environment: RunEnvironment
  let mode: FailureMode
  let cache: CacheSettings
  /// The folder of all runs, as the user wrote it.
  let runs: String
  /// Where the outputs are written too, as the user wrote it.
  let outputs: String?
  let progress: ProgressFormat
  /// What was said of this run beside its inputs.
  var options = WorkflowOptions.none
  /// Whether this is the head's own job of a detached run.
  var isHead = false
  /// Whether what calls were given and gave is kept in their folders.
  var keepsValues = false
  private let goingOn: GoingOn

  init(
    composition: Composition, environment: RunEnvironment, mode: FailureMode, cache: CacheSettings, runs: String,
    outputs: String?, progress: ProgressFormat = .auto, options: WorkflowOptions = .none
  ) {
    self.options = options
    self.composition = composition
    self.environment = environment
    self.mode = mode
    self.cache = cache
    self.runs = runs
    self.outputs = outputs
    self.progress = progress
    goingOn = GoingOn(runs: runs)
  }

  /// Lets `body` run a workflow, and says what it gave. Lets go of the environment.
  func run(_ body: @escaping @Sendable (RunSession) async throws -> RunResult) async throws {
    try await during { session in
      let result = try await body(session)
      let text = JSONWriter.indented(.object(result.outputs))
      if let outputs { try OutputsFile.write(text + "\n", to: SourceReading.absolute(outputs)) }
      Terminal.result(text)
    }
  }

  /// Does something that signals end, and lets go of the environment.
  func during(_ body: @escaping @Sendable (RunSession) async throws -> Void) async throws {
    do {
      let decide: (@Sendable () async -> Void)? =
        isHead ? { @Sendable [environment] in await HeadSignal.leaveUnlessTerminated(environment) } : nil
      try await Signals.cancelling(deciding: decide) { try await body(self) }
    } catch {
      await environment.shutdown()
      guard !composition.quiet, let advice = goingOn.advice(after: error) else { throw error }
      let status = Martlet.say(error)
      Terminal.say(advice)
      throw status
    }
    await environment.shutdown()
  }

  func bind(_ program: any WorkflowProgram, _ inputs: WorkflowInputs, _ target: String?) async throws -> any Workflow {
    try await program.bind(inputs, target: target) { [environment] reference in
      try await environment.look(at: reference)
    }
  }

  /// Keeps the settings of the environments with the run.
  var configurationRecord: ConfigurationRecord { ConfigurationRecord(environments: environment.settings) }

  /// - Parameter prepare: puts what belongs to the run into its directory.
  /// - Parameter observers: in place of those that a person watches.
  /// - Parameter lock: names what a head had that is known to have ended.
  /// - Parameter see: told of each request as its backend will get it, and of what is known of it before.
  func engine(
    observers: [any RunObserver]? = nil, lock: String? = nil,
    prepare: @escaping @Sendable (RunDirectory) throws -> Void = { _ in },
    see: @escaping @Sendable (TaskRequest, TaskSite) -> Void = { _, _ in }
  ) -> Engine {
    var settings = EngineSettings(runsFolder: SourceReading.absolute(runs))
    settings.callWindow = environment.callWindow
    settings.failureMode = mode
    settings.prepare = prepare
    settings.mirror = environment.mirror
    settings.publishesToCopy = isHead
    // AWS Batch begins an attempt of a job when the one before has ended.
    settings.lock = lock
    if isHead { settings.lock = ProcessEnvironment.given("AWS_BATCH_JOB_ID").map(HeadRecord.lock) }
    if !composition.quiet { settings.announce = { Terminal.say("note: " + $0) } }
    settings.keepsValues = keepsValues
    settings.attributeDefaults = options.attributeDefaults
    settings.ending = OptionsEnding(options: options)
    settings.remark = AttributeRemarks(environment, options).remarks
    settings.cache = cache
    settings.cache.shared += environment.caches
    settings.change = { [environment] in
      let request = try environment.configured($0, at: $1)
      see(request, $1)
      return request
    }
    let observers =
      observers ?? [configurationRecord, goingOn, ReportObserver(runs: runs)]
      + (composition.quiet ? [] : [progress.observer])
    return Engine(settings, storages: environment.storages, observers: observers) { [environment] in
      environment.backend(for: $0)
    }
  }
}
