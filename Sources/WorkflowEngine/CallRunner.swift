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
    try run.recorder.record(.callStarted(call))
    do {
      let success = try await attempts()
      try await accepted(success)
      try run.recorder.record(.callSucceeded(call, attempt: success.attempt, status: success.status))
      return success
    } catch {
      let isCancelled = error is CancellationError
      run.recorder.recordIfPossible(isCancelled ? .callCancelled(call) : .callFailed(call, message: "\(error)"))
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
    var previous: TaskRequest?
    var number = 0
    while true {
      try Task.checkCancellation()
      let request = try configured(try await prepare(TaskAttempt(number: number, previous: previous)))
      let folder = run.directory.place.attemptFolder(call, number)
      let outcome = try await attempt(AttemptName(call, number), request, folder)
      switch decision.next(after: outcome, of: request) {
      case .succeed(let status, let files):
        return TaskSuccess(status: status, files: files, attempt: number, request: request)
      case .giveUp:
        throw FailureReport(
          call: call, outcome: outcome, attempts: number + 1, folder: folder, stderr: await stderr(of: outcome)
        ).error
      case .retry:
        previous = request
        number += 1
      }
    }
  }

  private func site(of request: TaskRequest) -> TaskSite {
    TaskSite(call: call, images: request.images, labels: request.labels)
  }

  private func configured(_ request: TaskRequest) throws -> TaskRequest {
    try run.configured(request, at: site(of: request))
  }

  private func attempt(_ name: AttemptName, _ request: TaskRequest, _ folder: String) async throws -> TaskOutcome {
    let site = site(of: request)
    let backend = try run.backend(for: site)
    let placement = try await backend.placement(of: site, in: run.directory.place)
    let staged = backend.needsLocalInputs ? try await run.inputs.bring(request) : request
    try onDisk { () throws(FileSystemError) in try Disk.makeFolder(folder) }
    try run.recorder.record(.attemptPrepared(name, environment: backend.environmentName, request.resources))
    let attempt = BackendAttempt(
      call: call, number: name.number, request: staged, placement: placement, run: run.directory.place, folder: folder)
    do {
      let outcome = try await backend.run(attempt, takingOver: nil) { [recorder = run.recorder] report in
        try recorder.record(report.event(of: name))
      }
      try run.recorder.record(.attemptEnded(name, .outcome(outcome)))
      return outcome
    } catch {
      run.recorder.recordIfPossible(
        .attemptEnded(name, error is CancellationError ? .cancelled : .error("\(error)")))
      throw error
    }
  }

  /// The end of what a failed attempt said; nothing when it cannot be had, since the failure itself matters more.
  private func stderr(of outcome: TaskOutcome) async -> [UInt8] {
    guard let stderr = outcome.files?.stderr else { return [] }
    if stderr.isLocal {
      return (try? Disk.readTail(stderr.location, count: FailureReport.shownBytes)) ?? []
    }
    let whole = try? await run.read(stderr, limit: 1 << 20)
    return whole.map { Array($0.suffix(FailureReport.shownBytes)) } ?? []
  }
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
