package import JSONText
package import WorkflowModel

/// Which backend runs a task.
package typealias BackendChoice = @Sendable (TaskSite) throws -> any Backend

/// What the user's configuration says of a call instead of its workflow. Doing it twice is doing it once.
package typealias RequestChange = @Sendable (TaskRequest, TaskSite) throws -> TaskRequest

/// What people should know of a request that goes to a backend; a text that was told before is not told again.
package typealias RequestRemark = @Sendable (TaskRequest, TaskSite) -> [String]

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
  /// Whether they are put into the run's copy in place of the run directory, since this machine will be gone.
  package var publishesToCopy = false
  /// Called when the run directory has been made, or taken from whoever had it, and before anything runs: what goes there
  /// belongs to the run.
  package var prepare: @Sendable (RunDirectory) throws -> Void = { _ in }
  /// Where runs are copied to while they go on; nil for nowhere.
  package var mirror: MirrorPlace?
  /// Names what at most one process has at a time, and this one has now: a head that had it before is known to be dead. Nil
  /// for the kernel's lock on the run's folder.
  package var lock: String?
  /// Told what takes time before a run goes on, and what is wrong after its end: for people.
  package var announce: @Sendable (String) -> Void = { _ in }
  /// Done to each request before a backend sees it.
  package var change: RequestChange = { request, _ in request }

  /// Whether what calls were given and gave is kept in their folders, with their commands: for those who look at the run.
  package var keepsValues = false
  package var remark: RequestRemark = { _, _ in [] }
  package var attributeDefaults = AttributeDefaults()
  /// What this run does at its end beside what every run does.
  package var ending: (any RunEnding)?

  /// Which results of earlier calls are used, and kept.
  package var cache = CacheSettings()
  /// Whether calls that would have to run are only told: nothing is run, and what depends on them is skipped.
  package var plansOnly = false

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
  private var settings: EngineSettings
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
  /// - Parameter name: of the run, here and elsewhere, for one that others have to find: no other run may have it. Nil:
  ///   one is made of the workflow's and the time.
  /// - Throws: ``ExecutionError`` of the calls that failed or of what else went wrong; `CancellationError`.
  package func run(_ workflow: any Workflow, named name: String? = nil) async throws -> RunResult {
    let directory =
      if let name { try RunDirectory.make(in: settings.runsFolder, named: name) } else {
        try RunDirectory.make(in: settings.runsFolder, workflow: workflow.name, time: clock.now())
      }
    let lease = try RunLease.take(directory)
    try directory.write(workflow.inputs, to: directory.inputs)
    try settings.prepare(directory)
    let journal = try Journal(at: directory.journal)
    defer { withExtendedLifetime(lease) {} }
    return try await run(
      workflow, in: directory, journal, .runStarted(directory.place, workflow: workflow.name),
      mirror: mirror(of: directory, lease))
  }

  private func mirror(of directory: RunDirectory, _ lease: RunLease) -> RunMirror? {
    settings.mirror.map { RunMirror($0, directory, lock: settings.lock ?? lease.identity, clock: clock) }
  }

  /// Goes on with a run whose process died, or that ended without having succeeded: calls that had succeeded are not
  /// repeated, attempts that go on elsewhere are taken over.
  ///
  /// - Parameter workflow: as the run had it, with its inputs.
  /// - Throws: as ``run(_:)``; ``ExecutionError`` (`conflict`) when another process has the run or it has succeeded.
  package func resume(_ workflow: any Workflow, in directory: RunDirectory) async throws -> RunResult {
    let lease = try RunLease.take(directory)
    defer { withExtendedLifetime(lease) {} }
    // One that never came to begin has not been copied either.
    guard let here = try RunPlace(of: directory.path) else {
      let place = RunPlace(
        name: directory.place.name, folder: directory.path, key: RunDirectory.newKey(of: directory.place.name))
      let (journal, _) = try Journal.continuing(directory.journal)
      return try await run(
        workflow, in: RunDirectory(place), journal, .runStarted(place, workflow: workflow.name),
        mirror: mirror(of: RunDirectory(place), lease))
    }
    let place = RunPlace(name: directory.place.name, folder: directory.path, key: here.key)
    let directory = RunDirectory(place)
    let mirror = mirror(of: directory, lease)
    try await mirror?.claim(settings.announce)
    try settings.prepare(directory)
    let (journal, events) = try Journal.continuing(directory.journal)
    let history = RunHistory(events)
    if history.end == .succeeded {
      await mirror?.finish()
      throw ExecutionError(
        .conflict, "the run \(directory.place.name) has succeeded", help: "its outputs are in \(directory.outputs)")
    }
    return try await run(workflow, in: directory, journal, .runResumed(place), history, mirror: mirror)
  }

  /// Makes a run that another process is to go on with: its directory and its copy say how, and nothing of it runs here.
  ///
  /// - Parameters:
  ///   - workflow: with the inputs as they are here.
  ///   - there: the same with the inputs as the other process finds them. When it fails, the run has failed.
  /// - Throws: ``ExecutionError`` when the run cannot be copied; `CancellationError`.
  package func handOver(
    _ workflow: any Workflow, as there: @Sendable (RunPlace) async throws -> any Workflow
  ) async throws -> RunDirectory {
    let directory = try RunDirectory.make(in: settings.runsFolder, workflow: workflow.name, time: clock.now())
    let lease = try RunLease.take(directory)
    defer { withExtendedLifetime(lease) {} }
    try directory.write(workflow.inputs, to: directory.inputs)
    try settings.prepare(directory)
    let recorder = try await RunRecorder(
      directory, journal: try Journal(at: directory.journal), clock: clock, observers: observers)
    let result = await Result {
      try recorder.record(.runStarted(directory.place, workflow: workflow.name))
      try directory.write(try await there(directory.place).inputs, to: directory.inputs)
      await recorder.finish()
      guard let mirror = mirror(of: directory, lease) else {
        throw ExecutionError(.unsupported, "only runs of an environment that has a bucket can be handed over")
      }
      try await mirror.handOver()
    }
    if case .failure(let error) = result {
      recorder.recordIfPossible(.runEnded(error is CancellationError ? .cancelled : .failed("\(error)")))
    }
    await recorder.finish()
    return try result.map { directory }.get()
  }

  /// Lets another process go on with a run that nobody has and that has not succeeded: its copy is brought up to date, and
  /// says that it goes on.
  ///
  /// - Throws: ``ExecutionError``; `conflict` when a process has it, or it has succeeded.
  package func handOn(_ directory: RunDirectory) async throws {
    let lease = try RunLease.take(directory)
    defer { withExtendedLifetime(lease) {} }
    guard let mirror = mirror(of: directory, lease) else {
      throw ExecutionError(.unsupported, "only runs of an environment that has a bucket can be handed over")
    }
    try await mirror.claim(settings.announce)
    let (journal, events) = try Journal.continuing(directory.journal)
    let hasSucceeded = RunHistory(events).end == .succeeded
    if !hasSucceeded { try journal.append(RunEvent(time: clock.now(), .runResumed(directory.place))) }
    try await mirror.handOver()
    if hasSucceeded { throw ExecutionError(.conflict, "the run \(directory.place.name) has succeeded") }
  }

  /// Finds out which calls would have to run, and runs none: observers are told. Leaves a run directory behind.
  ///
  /// - Throws: as ``run(_:)``, of what goes wrong before a call would have to run.
  package func plan(_ workflow: any Workflow) async throws {
    var planner = self
    planner.settings.plansOnly = true
    planner.settings.publishesOutputs = false
    planner.settings.mirror = nil
    planner.settings.ending = nil
    do { _ = try await planner.run(workflow) } catch is FailedBefore {}
  }

  private func run(
    _ workflow: any Workflow, in directory: RunDirectory, _ journal: Journal, _ beginning: RunEvent.Kind,
    _ history: RunHistory? = nil, mirror: RunMirror?
  ) async throws -> RunResult {
    let recorder = try await RunRecorder(
      directory, journal: journal, clock: clock, observers: observers + (mirror.map { [$0] } ?? []))
    await mirror?.start { recorder.recordIfPossible(.note(.warning, $0)) }
    if history != nil { recorder.tell(.runStarted(directory.place, workflow: workflow.name)) }
    let result = await Result {
      try recorder.record(beginning)
      return try await self.run(workflow, in: directory, recorder, history, mirror)
    }
    switch result {
    case .success: recorder.recordIfPossible(.runEnded(.succeeded))
    case .failure(is CancellationError): recorder.recordIfPossible(.runEnded(.cancelled))
    case .failure(let error): recorder.recordIfPossible(.runEnded(.failed("\(error)")))
    }
    await recorder.finish()
    await mirror?.finish()
    // A run that another process has taken has not ended.
    if await mirror?.loss == nil { await conclude(directory, result.map(\.outputs)) }
    return try result.get()
  }

  private func run(
    _ workflow: any Workflow, in directory: RunDirectory, _ recorder: RunRecorder, _ history: RunHistory?,
    _ mirror: RunMirror?
  ) async throws -> RunResult {
    let mode = workflow.judgesFailures ? nil : settings.failureMode
    let gate = CallGate(window: settings.callWindow, mode: mode ?? .continue)
    let run = Run(
      directory, recorder: recorder, storages: storages, choose: choose, change: settings.change, gate: gate,
      mode: mode, history: history, cache: cache(of: directory, recorder, history), mirror: mirror,
      plansOnly: settings.plansOnly, keepsValues: settings.keepsValues, attributeDefaults: settings.attributeDefaults,
      remark: settings.remark)
    let ending = await ending(of: workflow, in: run, mirror)
    await run.close()
    if let loss = await mirror?.loss { throw loss }
    if let failure = run.failure { throw failure }
    let outputs = try ending.get()
    var values = try await published(outputs, of: workflow, in: directory)
    if let ending = settings.ending {
      values = try await ending.succeeded(directory, workflow.name, outputs, published: values, storages)
    }
    try directory.write(values, to: directory.outputs)
    if settings.publishesToCopy, let mirror = settings.mirror {
      // Before the run says that it has succeeded: nobody could make them again.
      try await mirror.storage.upload(
        directory.outputs, to: mirror.folder.appending("\(directory.place.key)/\(MirrorLayout.outputs)"))
    }
    return RunResult(outputs: values, directory: directory)
  }

  /// Not cut short when the run was cancelled: that is one of the things to be told.
  private func conclude(_ directory: RunDirectory, _ result: Result<JSONObject, any Error>) async {
    guard let ending = settings.ending else { return }
    let warnings = await Task { await ending.ended(directory, result, storages) }.value
    for warning in warnings { settings.announce(warning) }
  }

  private func published(
    _ outputs: WorkflowOutputs, of workflow: any Workflow, in directory: RunDirectory
  ) async throws -> JSONObject {
    guard settings.publishesOutputs else { return outputs.values }
    let publisher = OutputPublisher(directory, workflow.name)
    guard settings.publishesToCopy, let mirror = settings.mirror else { return try publisher.publish(outputs) }
    let folder = mirror.folder.appending("\(directory.place.key)/out")
    return try await publisher.publish(outputs, to: folder, mirror.storage)
  }

  private func cache(
    of directory: RunDirectory, _ recorder: RunRecorder, _ history: RunHistory?
  ) -> CallCache? {
    guard settings.cache.isRead || settings.cache.isWritten else { return nil }
    let own = settings.cache.folder ?? CallCache.folder(ofRuns: settings.runsFolder)
    return CallCache(
      settings.cache, of: directory.place.key, roots: [FileReference(own)] + settings.cache.shared,
      memory: settings.plansOnly ? nil : own + "/files", storages: storages,
      history: history
    ) { recorder.recordIfPossible(.note(.warning, $0)) }
  }

  /// Lets the workflow run until it ends or has to because of a failure; returns when all of it has ended.
  private func ending(
    of workflow: any Workflow, in run: Run, _ mirror: RunMirror?
  ) async -> Result<WorkflowOutputs, any Error> {
    await withTaskGroup(of: Result<WorkflowOutputs, any Error>?.self) { group in
      group.addTask { await Result { try await workflow.run(in: run) } }
      group.addTask {
        await run.gate.waitForFailure()
        return nil
      }
      if let mirror {
        group.addTask {
          if await mirror.isTaken() { await run.abandon() }
          return nil
        }
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
