package import WorkflowModel

/// Decides after each attempt of a call whether another one follows.
///
/// A loss (a reclaimed instance, a host that went away) is charged to the allowance for losses only, a failure of the
/// command or of what surrounds it to the allowance for failures only.
package struct RetryDecision: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case succeed(status: Int32, TaskFiles)
    case retry
    case giveUp
  }

  package private(set) var failures = 0
  package private(set) var losses = 0
  /// Whether another attempt follows the last one.
  package private(set) var repeats = false

  package init() {}

  /// Where it stood when the run was left. Where nothing was to follow, the allowance is given once more: somebody asks for
  /// another try.
  init(after outcomes: [TaskOutcome], of request: TaskRequest) {
    for outcome in outcomes { _ = next(after: outcome, of: request) }
    if !outcomes.isEmpty, !repeats { self = RetryDecision() }
  }

  /// What follows an attempt.
  ///
  /// - Parameter request: what the attempt asked for; its allowance counts over the whole call.
  package mutating func next(after outcome: TaskOutcome, of request: TaskRequest) -> Action {
    let action = action(after: outcome, of: request)
    repeats = action == .retry
    return action
  }

  private mutating func action(after outcome: TaskOutcome, of request: TaskRequest) -> Action {
    switch outcome {
    case .exited(let status, let files):
      if request.successStatuses?.contains(status) ?? true { return .succeed(status: status, files) }
      return chargeFailure(request.retries)
    case .lost:
      losses += 1
      return losses <= request.retries.losses ? .retry : .giveUp
    case .failed(let failure):
      return failure.mayRetry ? chargeFailure(request.retries) : .giveUp
    }
  }

  private mutating func chargeFailure(_ allowance: RetryAllowance) -> Action {
    failures += 1
    return failures <= allowance.failures ? .retry : .giveUp
  }
}
