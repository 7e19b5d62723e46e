import Glibc
import TaskFolder
import WorkflowModel

/// The run as lines for people: `run.log`.
final class RunLog: Sendable {
  private let file: Int32
  private let path: String

  init(at path: String) throws {
    self.path = path
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw ExecutionError(doing: "write", path: path, number: errno, writing: true) }
  }

  deinit { close(file) }

  func append(_ event: RunEvent) {
    let line = WallClock.text(event.time, "%Y-%m-%d %H:%M:%S ") + event.summary + "\n"
    // The journal is the record and has failed loudly when the disk is full; the log is a convenience.
    try? Disk.append(Array(line.utf8), to: file, path)
  }
}

extension RunDirectory {
  /// Says something in the log of a run that has ended.
  package func noteInLog(_ text: String, clock: WallClock = .system) {
    try? RunLog(at: log).append(RunEvent(time: clock.now(), .note(.warning, text)))
  }
}

extension RunEvent {
  /// The event in a line for people, without its time.
  package var summary: String {
    switch kind {
    case .runStarted(let place, let workflow): "run \(place.name) of \(workflow) started in \(place.folder)"
    case .runResumed(let place): "run \(place.name) goes on in \(place.folder)"
    case .callStarted(let call): "\(call) started"
    case .callRestored(let call): "\(call) had succeeded"
    case .attemptPrepared(let attempt, let environment, _, _): "\(attempt) goes to \(environment)"
    case .attemptSubmitted(let attempt, let handle): "\(attempt) is \(handle.identifier) of \(handle.backend)"
    case .attemptTakenOver(let attempt, let handle):
      "\(attempt) is taken over: \(handle.identifier) of \(handle.backend)"
    case .attemptWaiting(let attempt, let reason): "\(attempt) waits" + (reason.map { ": \($0)" } ?? "")
    case .attemptRunning(let attempt): "\(attempt) runs"
    case .attemptPlaced(let attempt, let stay, _): "\(attempt) is on \(stay)"
    case .attemptEnded(let attempt, let end): "\(attempt) ended: \(end)"
    case .callSucceeded(let call, _, _): "\(call) succeeded"
    case .callKeyed(let call, let key, let number):
      "\(call) has the key \(key.prefix(16))" + (number > 0 ? ", number \(number + 1) of it" : "")
    case .callUncached(let call, let reason): "\(call) is not in the cache: \(reason)"
    case .callCached(let call, let cached): "\(call) is taken from the cache: \(cached.call) of \(cached.run)"
    case .callFailed(let call, let message): "\(call) failed: \(message)"
    case .callCancelled(let call): "\(call) was cancelled"
    case .callSkipped(let call, let cause): "\(call) is skipped: it needs \(cause), which failed"
    case .note(let level, let message): "\(level.rawValue): \(message)"
    case .runEnded(.succeeded): "the run succeeded"
    case .runEnded(.failed(let message)): "the run failed: \(message)"
    case .runEnded(.cancelled): "the run was cancelled"
    }
  }
}

extension AttemptName: CustomStringConvertible {
  package var description: String { number == 0 ? "\(call)" : "\(call) (attempt \(number + 1))" }
}

extension AttemptEnd: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cancelled: "cancelled"
    case .error(let message): message
    case .outcome(.exited(let status, _)): "exit status \(status)"
    case .outcome(.lost(let reason)): "lost: \(reason)"
    case .outcome(.failed(let failure)): "\(failure.cause.rawValue): \(failure.reason)"
    }
  }
}
