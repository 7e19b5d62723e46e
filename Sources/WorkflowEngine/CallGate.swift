import Synchronization

/// What happens to the rest of a run when a call has failed.
package enum FailurePolicy: String, Hashable, Sendable {
  /// No call starts any more and those that run are cancelled, so that the error is seen at once. The default: what a
  /// person waits for is the error, and work that succeeded before it is kept either way.
  case cancelRunning = "cancel-running"
  /// No call starts any more; those that run go on to their end.
  case finishRunning = "finish-running"
}

/// Lets calls start: so many at a time, and none after the first failure.
final class CallGate: Sendable {
  private struct State {
    var free: Int
    var running = 0
    var nextWaiter = 0
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    /// The waiters in the order of their coming; those that gave up are still in it.
    var order: ArraySlice<Int> = []
    var failure: (any Error)?
  }

  private let policy: FailurePolicy
  private let state: Mutex<State>
  private let failed: AsyncStream<Void>
  private let failedContinuation: AsyncStream<Void>.Continuation

  /// - Parameter window: how many calls may have started at a time.
  init(window: Int, policy: FailurePolicy) {
    self.policy = policy
    state = Mutex(State(free: window))
    (failed, failedContinuation) = AsyncStream.makeStream()
  }

  /// The error of the first call that failed.
  var failure: (any Error)? { state.withLock { $0.failure } }

  /// Returns when the run has to be cancelled because a call failed, or when the calling task is cancelled.
  func waitForFailure() async {
    for await _ in failed { return }
  }

  /// Waits for a place. After a failure it waits until the run is cancelled.
  func enter() async throws {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer: Result<Void, any Error>? = state.withLock { state in
          if Task.isCancelled { return .failure(CancellationError()) }
          if state.failure == nil, state.free > 0 {
            state.free -= 1
            state.running += 1
            return .success(())
          }
          state.waiting[id] = continuation
          state.order.append(id)
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(throwing: CancellationError())
    }
  }

  /// A call that entered has ended.
  func leave() {
    let (next, isOver): (CheckedContinuation<Void, any Error>?, Bool) = state.withLock { state in
      state.running -= 1
      if state.failure != nil { return (nil, state.running == 0) }
      while let id = state.order.popFirst() {
        guard let next = state.waiting.removeValue(forKey: id) else { continue }
        state.running += 1
        return (next, false)
      }
      state.free += 1
      return (nil, false)
    }
    next?.resume()
    if isOver { failedContinuation.yield() }
  }

  /// A call that entered has failed. Returns at once, or under ``FailurePolicy/finishRunning`` when the others have
  /// ended.
  func leave(failing error: any Error) async {
    state.withLock { $0.failure = $0.failure ?? error }
    leave()
    switch policy {
    case .cancelRunning: failedContinuation.yield()
    case .finishRunning: try? await enter()
    }
  }
}
