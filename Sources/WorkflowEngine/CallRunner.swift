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
    do {
      if let success = try await restored() { return success }
      try noteStart()
      let question = try await question()
      if let question, let success = try await cached(question) { return success }
      if run.plansOnly {
        await forecast(question?.request)
        throw PlannedCall()
      }
      let success = try await attempts(first: question?.request)
      try await accepted(success)
      try note(success)
      if let question { await keep(success, under: question) }
      return success
    } catch let error as PlannedCall {
      throw error
    } catch {
      noteFailure(error)
      throw error
    }
  }

  /// What the call had given before the run was left; nil when it had not succeeded, or its files are gone.
  private func restored() async throws -> TaskSuccess? {
    guard let earlier, let attempt = earlier.success?.attempt ?? earlier.last else { return nil }
    let prepared = try await prepared(attempt, after: nil)
    let request = try run.configured(prepared, at: site(of: prepared))
    guard let known = earlier.success ?? unsaid(earlier, attempt, request) else { return nil }
    if let lost = try lostFile(of: known.files) {
      run.recorder.recordIfPossible(.note(.warning, "\(call) runs again: \(lost), which it had made, is gone"))
      return nil
    }
    let success = TaskSuccess(status: known.status, files: known.files, attempt: known.attempt, request: request)
    try await accepted(success)
    if earlier.success == nil { try note(success) }
    run.recorder.tell(.callRestored(call))
    return success
  }

  /// The success of an attempt whose end was written down, but not yet what it means.
  private func unsaid(_ earlier: RunHistory.Call, _ attempt: Int, _ request: TaskRequest) -> RunHistory.Success? {
    guard case .exited(let status, let files)? = earlier.ended.last,
      request.successStatuses?.contains(status) ?? true
    else { return nil }
    return RunHistory.Success(attempt: attempt, status: status, files: files)
  }

  /// A file of this machine that is not what it was. What lies elsewhere is missed when it is read.
  private func lostFile(of files: TaskFiles) throws -> String? {
    try onDisk { () throws(FileSystemError) in
      for entry in files.entries where entry.reference.isLocal {
        let status = try Disk.status(of: entry.reference.location)
        guard let status, entry.isFolder || entry.isStill(version: status.version, size: status.size) else {
          return entry.reference.location
        }
      }
      return nil
    }
  }

  /// A call whose outputs cannot be read has failed, although its command has not: the error says where its files are.
  func accepted(_ success: TaskSuccess) async throws {
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

  private func attempts(first: TaskRequest?) async throws -> TaskSuccess {
    var decision = RetryDecision()
    var previous: ReadyAttempt?
    while true {
      try Task.checkCancellation()
      let ready = try await ChildTask.run { [previous] in try await self.ready(after: previous, first: first) }
      if previous == nil, let earlier { decision = RetryDecision(after: earlier.ended, of: ready.request) }
      let ended = try await end(of: ready)
      if let success = success(of: ended, &decision) { return success }
      guard decision.repeats else { throw await failure(ended) }
      previous = ready
    }
  }

  /// Where the call was when the run was left.
  var earlier: RunHistory.Call? { run.history?.calls[call] }

  /// The next attempt, with all that has to be known and to lie in its place before its backend gets it.
  private func ready(after previous: ReadyAttempt?, first: TaskRequest?) async throws -> ReadyAttempt {
    if previous == nil, let open = earlier?.open, let ready = try await reopened(open) { return ready }
    let number = previous.map { $0.attempt.number + 1 } ?? earlier?.nextNumber ?? 0
    if previous == nil, number == 0, let first { return try await ready(first, 0) }
    let prepared = try await prepared(number, after: previous?.request)
    return try await ready(prepared, number)
  }

  /// What the language says of an attempt. It is asked for those before it too when it was not in this process: it may
  /// let each depend on the last.
  func prepared(_ number: Int, after previous: TaskRequest?) async throws -> TaskRequest {
    var previous = previous
    if previous == nil {
      for earlier in 0..<number { previous = try await prepare(TaskAttempt(number: earlier, previous: previous)) }
    }
    return try await prepare(TaskAttempt(number: number, previous: previous))
  }

  /// An attempt that had begun when the run was left; nil when it is to run elsewhere now.
  private func reopened(_ open: RunHistory.OpenAttempt) async throws -> ReadyAttempt? {
    let prepared = try await prepared(open.number, after: nil)
    let request = try run.configured(prepared, at: site(of: prepared))
    guard try run.backend(for: site(of: request)).environmentName == open.environment else { return nil }
    return try await ready(prepared, open.number, open)
  }

  private func ready(
    _ prepared: TaskRequest, _ number: Int, _ open: RunHistory.OpenAttempt? = nil
  ) async throws -> ReadyAttempt {
    let request = try run.configured(prepared, at: site(of: prepared))
    let site = site(of: request)
    let backend = try run.backend(for: site)
    let placement = try await backend.placement(of: site, in: run.directory.place)
    let staged = backend.needsLocalInputs ? try await run.inputs.bring(request) : request
    let folder = run.directory.place.attemptFolder(call, number)
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(folder)
      // On this machine the backend writes it, to where it lets the attempt begin.
      if run.keepsValues, !backend.needsLocalInputs {
        try Disk.write(Array(request.command.utf8), to: folder + "/command")
      }
    }
    run.remark(on: request, at: site)
    if open == nil {
      try run.recorder.record(
        .attemptPrepared(
          AttemptName(call, number), environment: backend.environmentName, request.resources,
          image: request.images.first))
    }
    let attempt = BackendAttempt(
      call: call, number: number, request: staged, placement: placement, run: run.directory.place, folder: folder,
      mayHaveBegun: open != nil)
    return ReadyAttempt(backend: backend, attempt: attempt, request: request, earlier: open?.handle)
  }

  /// Tells on which machine the call would run. A plan is none the worse for not knowing.
  private func forecast(_ known: TaskRequest?) async {
    guard let request = try? await requested(known), let backend = try? run.backend(for: site(of: request)),
      let placement = try? await backend.placement(of: site(of: request), in: run.directory.place)
    else { return }
    let attempt = BackendAttempt(
      call: call, number: 0, request: request, placement: placement, run: run.directory.place,
      folder: run.directory.place.attemptFolder(call, 0))
    guard let stay = try? await backend.forecast(attempt) else { return }
    run.recorder.tell(.attemptPlaced(attempt.name, stay, labels: request.labels))
  }

  private func requested(_ known: TaskRequest?) async throws -> TaskRequest {
    if let known { return known }
    let prepared = try await prepared(0, after: nil)
    return try run.configured(prepared, at: site(of: prepared))
  }

  func site(of request: TaskRequest) -> TaskSite {
    TaskSite(call: call, images: request.images, labels: request.labels)
  }

  private func end(of ready: ReadyAttempt) async throws -> EndedAttempt {
    do {
      try await run.confirmLease()
      let outcome = try await ready.backend.run(ready.attempt, takingOver: ready.earlier) {
        [recorder = run.recorder] report in
        try recorder.record(report.event(of: ready.attempt))
      }
      return try ended(ready, try await run.judged(outcome, of: ready.request))
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
  /// Of the process that began it, when the run was resumed.
  let earlier: BackendHandle?

  init(backend: any Backend, attempt: BackendAttempt, request: TaskRequest, earlier: BackendHandle?) {
    self.backend = backend
    self.earlier = earlier
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
  fileprivate func event(of attempt: BackendAttempt) -> RunEvent.Kind {
    switch self {
    case .submitted(let handle): .attemptSubmitted(attempt.name, handle)
    case .takenOver(let handle): .attemptTakenOver(attempt.name, handle)
    case .waiting(let reason): .attemptWaiting(attempt.name, reason: reason)
    case .running: .attemptRunning(attempt.name)
    case .placed(let stay): .attemptPlaced(attempt.name, stay, labels: attempt.request.labels)
    case .note(let message): .note(.warning, message)
    }
  }
}
