import Synchronization
import WDLLanguage
import WorkflowModel

/// A value that will be there once: what a name of a workflow stands for while the run goes on.
///
/// A task that is cancelled while it waits gets a `CancellationError`; all get a ``FailedBefore`` when there will be no
/// value.
final class Promise: Sendable {
  private struct State {
    var value: Result<WDLValue, FailedBefore>?
    var waiting: [Int: CheckedContinuation<WDLValue, any Error>] = [:]
    var cancelled: Set<Int> = []
    var next = 0
  }

  private let state = Mutex(State())

  func fulfil(_ value: WDLValue) { settle(.success(value)) }

  func fail(_ failure: FailedBefore) { settle(.failure(failure)) }

  private func settle(_ value: Result<WDLValue, FailedBefore>) {
    let waiting = state.withLock { state in
      state.value = value
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume(with: value.mapError { $0 }) }
  }

  var value: WDLValue {
    get async throws {
      if let value = state.withLock({ $0.value }) { return try value.get() }
      let ticket = state.withLock { state in
        state.next += 1
        return state.next
      }
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { wait($0, ticket) }
      } onCancel: {
        cancel(ticket)
      }
    }
  }

  private enum Answer {
    case value(Result<WDLValue, FailedBefore>)
    case cancelled
    case wait
  }

  private func wait(_ continuation: CheckedContinuation<WDLValue, any Error>, _ ticket: Int) {
    let answer: Answer = state.withLock { state in
      if let value = state.value { return .value(value) }
      if state.cancelled.remove(ticket) != nil { return .cancelled }
      state.waiting[ticket] = continuation
      return .wait
    }
    switch answer {
    case .value(let value): continuation.resume(with: value.mapError { $0 })
    case .cancelled: continuation.resume(throwing: CancellationError())
    case .wait: break
    }
  }

  /// The handler may run before the continuation is there; then it leaves a note.
  private func cancel(_ ticket: Int) {
    let continuation = state.withLock { state in
      let continuation = state.waiting.removeValue(forKey: ticket)
      if continuation == nil, state.value == nil { state.cancelled.insert(ticket) }
      return continuation
    }
    continuation?.resume(throwing: CancellationError())
  }
}
