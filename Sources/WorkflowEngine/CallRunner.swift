import Concurrency
import TaskFolder
import WorkflowModel

/// Runs one call to its end: attempt after attempt, as ``RetryDecision`` says.
struct CallRunner: Sendable {
  let call: CallPath
  let run: Run
  let prepare: @Sendable (TaskAttempt) async throws -> TaskRequest
  /// Reads the outputs.
  let accept: @Sendable (TaskSuccess) async throws -> Void

  func callAsFunction() async throws -> TaskSuccess {
    try noteStart()
    do {
      let success = try await attempts()
      try await accepted(success)
      try note(success)
      return success
    } catch {
      noteFailure(error)
      throw error
    }
  }

  /// A call whose outputs cannot be read has failed, although its command has not: the error says where its files are.
  private func accepted(_ success: TaskSuccess) async throws {
    do {
      try await accept(success)
    } catch let error as ExecutionError where error.help == nil {
      let local = run.directory.place.attemptFolder(call, success.attempt)
      let stderr = success.files.stderr
      throw ExecutionError(
        error.code, error.message,
        help: "what the command left is in \(stderr.isLocal ? local : stderr.parent.location)", cause: error.cause)
    }
  }

  private func attempts() async throws -> TaskSuccess {
    var decision = RetryDecision()
    var previous: ReadyAttempt?
    while true {
      try Task.checkCancellation()
      let ready = try await ChildTask.run { [previous] in try await self.ready(after: previous) }
      let ended = try await end(of: ready)
      if let success = success(of: ended, &decision) { return success }
      guard decision.repeats else { throw await failure(ended) }
      previous = ready
    }
  }

  /// The next attempt, with all that has to be known and to lie in its place before its backend gets it.
  private func ready(after previous: ReadyAttempt?) async throws -> ReadyAttempt {
    let number = previous.map { $0.attempt.number + 1 } ?? 0
    let prepared = try await prepare(TaskAttempt(number: number, previous: previous?.request))
    let request = try run.configured(prepared, at: site(of: prepared))
    let site = site(of: request)
    let backend = try run.backend(for: site)
    let placement = try await backend.placement(of: site, in: run.directory.place)
    let staged = backend.needsLocalInputs ? try await run.inputs.bring(request) : request
    let folder = run.directory.place.attemptFolder(call, number)
    try onDisk { () throws(FileSystemError) in try Disk.makeFolder(folder) }
    try run.recorder.record(
      .attemptPrepared(AttemptName(call, number), environment: backend.environmentName, request.resources))
    let attempt = BackendAttempt(
      call: call, number: number, request: staged, placement: placement, run: run.directory.place, folder: folder)
    return ReadyAttempt(backend: backend, attempt: attempt, request: request)
  }

  private func site(of request: TaskRequest) -> TaskSite {
    TaskSite(call: call, images: request.images, labels: request.labels)
  }

  private func end(of ready: ReadyAttempt) async throws -> EndedAttempt {
    do {
      let outcome = try await ready.backend.run(ready.attempt, takingOver: nil) { [recorder = run.recorder] report in
        try recorder.record(report.event(of: ready.attempt.name))
      }
      return try ended(ready, outcome)
    } catch {
      noteFailure(error, of: ready)
      throw error
    }
  }

  private func failure(_ ended: EndedAttempt) async -> ExecutionError {
    let attempt = ended.ready.attempt
    return FailureReport(
      call: call, outcome: ended.outcome, attempts: attempt.number + 1, folder: attempt.folder,
      stderr: await stderr(of: ended.outcome)
    ).error
  }

  /// The end of what a failed attempt said; nothing when it cannot be had, since the failure itself matters more.
  private func stderr(of outcome: TaskOutcome) async -> [UInt8] {
    guard let stderr = outcome.files?.stderr else { return [] }
    return (try? await run.readTail(stderr, count: FailureReport.shownBytes)) ?? []
  }
}

// What is said and decided between the waits. Not inlined: what a function needs for itself would be kept, in each of the
// thousands of calls that wait, for as long as these wait.
extension CallRunner {
  @inline(never) private func noteStart() throws { try run.recorder.record(.callStarted(call)) }

  @inline(never) private func note(_ success: TaskSuccess) throws {
    try run.recorder.record(.callSucceeded(call, attempt: success.attempt, status: success.status))
  }

  @inline(never) private func noteFailure(_ error: any Error) {
    let isCancelled = error is CancellationError
    run.recorder.recordIfPossible(isCancelled ? .callCancelled(call) : .callFailed(call, message: "\(error)"))
  }

  @inline(never) private func noteFailure(_ error: any Error, of ready: ReadyAttempt) {
    let end: AttemptEnd = error is CancellationError ? .cancelled : .error("\(error)")
    run.recorder.recordIfPossible(.attemptEnded(ready.attempt.name, end))
  }

  @inline(never) private func ended(_ ready: ReadyAttempt, _ outcome: TaskOutcome) throws -> EndedAttempt {
    try run.recorder.record(.attemptEnded(ready.attempt.name, .outcome(outcome)))
    return EndedAttempt(ready: ready, outcome: outcome)
  }

  @inline(never) private func success(of ended: EndedAttempt, _ decision: inout RetryDecision) -> TaskSuccess? {
    let request = ended.ready.request
    guard case .succeed(let status, let files) = decision.next(after: ended.outcome, of: request) else { return nil }
    return TaskSuccess(status: status, files: files, attempt: ended.ready.attempt.number, request: request)
  }
}

/// An attempt before its backend has it.
private final class ReadyAttempt: Sendable {
  let backend: any Backend
  let attempt: BackendAttempt
  /// Before its inputs were brought to this machine.
  let request: TaskRequest

  init(backend: any Backend, attempt: BackendAttempt, request: TaskRequest) {
    self.backend = backend
    self.attempt = attempt
    self.request = request
  }
}

/// An attempt after its backend has had it.
private final class EndedAttempt: Sendable {
  let ready: ReadyAttempt
  let outcome: TaskOutcome

  init(ready: ReadyAttempt, outcome: TaskOutcome) {
    self.ready = ready
    self.outcome = outcome
  }
}

extension BackendAttempt {
  fileprivate var name: AttemptName { AttemptName(call, number) }
}

extension BackendReport {
  fileprivate func event(of attempt: AttemptName) -> RunEvent.Kind {
    switch self {
    case .submitted(let handle): .attemptSubmitted(attempt, handle)
    case .waiting(let reason): .attemptWaiting(attempt, reason: reason)
    case .running: .attemptRunning(attempt)
    case .note(let message): .note(.warning, message)
    }
  }
}
