import Glibc
import TaskFolder
import TaskManifest

/// Tells from an error what the result says about it.
struct FailureReading {
  private let phase: TaskResult.Failure.Phase
  private let isStopped: Bool

  /// - Parameter isStopped: the task was stopped from outside: what went wrong then went wrong for that.
  init(_ phase: TaskResult.Failure.Phase, isStopped: Bool) {
    self.phase = phase
    self.isStopped = isStopped
  }

  func failure(_ error: any Error) -> TaskResult.Failure {
    if isStopped || error is CancellationError {
      return TaskResult.Failure(phase, .terminated, "the task was stopped from outside during \(phase.name)")
    }
    return switch error {
    case let failure as TaskResult.Failure: failure
    case let error as FileSystemError where [ENOSPC, EDQUOT].contains(error.number):
      TaskResult.Failure(phase, .diskFull, "\(error): ask for a larger disk")
    case let error as ObjectStoreError where error.cause == .diskFull:
      TaskResult.Failure(phase, .diskFull, "\(error): ask for a larger disk")
    case let error as FileSystemError where phase == .start:
      TaskResult.Failure(
        phase, .notStarted,
        "\(error): the environment's `scratch` has to name a folder of the container that can be written to")
    case is SystemFailure where phase == .run: TaskResult.Failure(phase, .notStarted, "\(error)")
    default: TaskResult.Failure(phase, phase == .run || phase == .start ? .notStarted : .staging, "\(error)")
    }
  }
}

extension TaskResult.Failure.Phase {
  /// For sentences: `stopped during stage-in`.
  fileprivate var name: String {
    switch self {
    case .start: "its start"
    case .stageIn: "the staging of its inputs"
    case .run: "its run"
    case .stageOut: "the staging of its outputs"
    }
  }
}
