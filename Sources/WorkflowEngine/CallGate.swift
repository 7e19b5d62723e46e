import Synchronization
import WorkflowModel

/// Lets calls start: so many at a time, and none after a failure unless the run goes on.
final class CallGate: Sendable {
  private struct State {
    var free: Int
    var running = 0
    var nextWaiter = 0
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    /// The waiters in the order of their coming; those that gave up are still in it.
    var order: ArraySlice<Int> = []
    var isClosed = false
  }

  let window: Int
  private let mode: FailureMode
  private let state: Mutex<State>
  private let ended: AsyncStream<Void>
  private let endedContinuation: AsyncStream<Void>.Continuation

  /// - Parameter window: how many calls may have started at a time.
  init(window: Int, mode: FailureMode) {
    self.window = window
    self.mode = mode
    state = Mutex(State(free: window))
    (ended, endedContinuation) = AsyncStream.makeStream()
  }

  /// Returns when the run has to be cancelled because something failed, or when the calling task is cancelled.
  func waitForFailure() async {
    for await _ in ended { return }
  }

  /// Waits for a place. When the gate is closed it waits until the run is cancelled.
  func enter() async throws {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer: Result<Void, any Error>? = state.withLock { state in
          if Task.isCancelled { return .failure(CancellationError()) }
          if !state.isClosed, state.free > 0 {
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
      if state.isClosed { return (nil, state.running == 0) }
      while let id = state.order.popFirst() {
        guard let next = state.waiting.removeValue(forKey: id) else { continue }
        state.running += 1
        return (next, false)
      }
      state.free += 1
      return (nil, false)
    }
    next?.resume()
    if isOver { endedContinuation.yield() }
  }

  /// Something has failed. Returns at once, or under ``FailureMode/finish`` when nothing runs any more.
  ///
  /// - Parameter isLeaving: whether it was a call that entered.
  func fail(leaving isLeaving: Bool) async {
    guard mode != .continue else {
      if isLeaving { leave() }
      return
    }
    let isOver = state.withLock { state in
      state.isClosed = true
      if isLeaving { state.running -= 1 }
      return state.running == 0
    }
    if isOver || mode == .cancel { endedContinuation.yield() }
    if mode == .finish { try? await enter() }
  }
}
