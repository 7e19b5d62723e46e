package import JSONText
package import WorkflowModel

/// Which backend runs a task.
package typealias BackendChoice = @Sendable (TaskSite) throws -> any Backend

/// What the user's configuration says of a call instead of its workflow. Doing it twice is doing it once.
package typealias RequestChange = @Sendable (TaskRequest, TaskSite) throws -> TaskRequest

/// What a person may set about runs.
package struct EngineSettings: Sendable {
  /// Holds all runs. Absolute; made when it does not exist.
  package var runsFolder: String
  package var failureMode = FailureMode.cancel
  /// How many calls may have started at a time; the others wait without costing more than a suspended task. Large enough
  /// to fill array jobs of 10,000.
  package var callWindow = 20_000
  /// Whether outputs are put under readable names in the run directory.
  package var publishesOutputs = true
  /// Done to each request before a backend sees it.
  package var change: RequestChange = { request, _ in request }

  package init(runsFolder: String) { self.runsFolder = runsFolder }
}

/// What a run that succeeded gives back.
package struct RunResult: Sendable {
  /// As in `outputs.json`.
  package let outputs: JSONObject
  package let directory: RunDirectory
}

/// Runs workflows: makes the run directory, lets calls run on backends, keeps the journal, publishes the outputs.
package struct Engine: Sendable {
  private let settings: EngineSettings
  private let choose: BackendChoice
  private let storages: StorageTable
  private let observers: [any RunObserver]
  private let clock: WallClock

  /// - Parameter choose: the backend of a task; the same for the same site.
  package init(
    _ settings: EngineSettings, storages: [any Storage], observers: [any RunObserver] = [], clock: WallClock = .system,
    choose: @escaping BackendChoice
  ) {
    self.settings = settings
    self.choose = choose
    self.storages = StorageTable(storages)
    self.observers = observers
    self.clock = clock
  }

  /// Runs a workflow to its end. Cancelling the calling task cancels the run; the function returns when nothing of it
  /// runs any more and every observer has seen everything.
  ///
  /// - Throws: ``ExecutionError`` of the calls that failed or of what else went wrong; `CancellationError`.
  package func run(_ workflow: any Workflow) async throws -> RunResult {
    let directory = try RunDirectory.make(in: settings.runsFolder, workflow: workflow.name, time: clock.now())
    try directory.write(workflow.inputs, to: directory.inputs)
    let recorder = try await RunRecorder(directory, clock: clock, observers: observers)
    let result = await Result { try await self.run(workflow, in: directory, recorder) }
    switch result {
    case .success: recorder.recordIfPossible(.runEnded(.succeeded))
    case .failure(is CancellationError): recorder.recordIfPossible(.runEnded(.cancelled))
    case .failure(let error): recorder.recordIfPossible(.runEnded(.failed("\(error)")))
    }
    await recorder.finish()
    return try result.get()
  }

  private func run(
    _ workflow: any Workflow, in directory: RunDirectory, _ recorder: RunRecorder
  ) async throws -> RunResult {
    try recorder.record(.runStarted(directory.place, workflow: workflow.name))
    let gate = CallGate(window: settings.callWindow, mode: settings.failureMode)
    let run = Run(
      directory, recorder: recorder, storages: storages, choose: choose, change: settings.change, gate: gate,
      mode: settings.failureMode)
    let ending = await ending(of: workflow, in: run)
    await run.close()
    if let failure = run.failure { throw failure }
    let outputs = try ending.get()
    let values =
      settings.publishesOutputs ? try OutputPublisher(directory, workflow.name).publish(outputs) : outputs.values
    try directory.write(values, to: directory.outputs)
    return RunResult(outputs: values, directory: directory)
  }

  /// Lets the workflow run until it ends or has to because of a failure; returns when all of it has ended.
  private func ending(of workflow: any Workflow, in run: Run) async -> Result<WorkflowOutputs, any Error> {
    await withTaskGroup(of: Result<WorkflowOutputs, any Error>?.self) { group in
      group.addTask { await Result { try await workflow.run(in: run) } }
      group.addTask {
        await run.gate.waitForFailure()
        return nil
      }
      var ending: Result<WorkflowOutputs, any Error> = .failure(CancellationError())
      for await part in group {
        if let part { ending = part }
        group.cancelAll()
      }
      return ending
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
