import WorkflowEngine
import WorkflowModel

/// Progress as lines: one when something begins, one when it ends.
struct PlainProgress: RunObserver {
  func observe(_ event: RunEvent) async {
    if let text = Self.line(event.kind) {
      Terminal.say(WallClock.text(event.time, "%H:%M:%S") + " " + text)
    }
  }

  /// Nil for what a person need not be told.
  static func line(_ event: RunEvent.Kind) -> String? {
    switch event {
    case .runStarted(let place, let workflow): "run \(workflow) in \(place.folder)"
    case .callStarted(let call): "start \(call)"
    case .attemptPrepared, .attemptRunning: nil
    case .attemptSubmitted(let attempt, let handle):
      handle.backend == "local" ? nil : "submitted \(attempt.call) as \(handle.identifier)"
    case .attemptWaiting(let attempt, let reason): reason.map { "\(attempt.call) waits: \($0)" }
    case .attemptEnded(let attempt, let end):
      ending(end).map { "attempt \(attempt.number + 1) of \(attempt.call) \($0)" }
    case .callSucceeded(let call, _, _): "done \(call)"
    case .callFailed(let call, _): "failed \(call)"
    case .callCancelled(let call): "cancelled \(call)"
    case .note(let level, let text): "\(level.rawValue): \(text)"
    case .runEnded(.succeeded): "run done"
    case .runEnded(.failed): "run failed"
    case .runEnded(.cancelled): "run cancelled"
    }
  }

  /// Only what did not end well: the rest is told with the call.
  private static func ending(_ end: AttemptEnd) -> String? {
    switch end {
    case .outcome(.exited(let status, _)): status == 0 ? nil : "ended with exit status \(status)"
    case .outcome(.lost(let reason)): "was lost: \(reason)"
    case .outcome(.failed(let failure)): "failed: \(failure.cause.rawValue): \(failure.reason)"
    case .error(let message): "could not run: \(message)"
    case .cancelled: nil
    }
  }
}
