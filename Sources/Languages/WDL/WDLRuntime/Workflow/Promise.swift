import Synchronization
import WDLLanguage

/// A value that will be there once: what a name of a workflow stands for while the run goes on.
///
/// A task that is cancelled while it waits gets a `CancellationError`.
final class Promise: Sendable {
  private struct State {
    var value: WDLValue?
    var waiting: [Int: CheckedContinuation<WDLValue, any Error>] = [:]
    var cancelled: Set<Int> = []
    var next = 0
  }

  private let state = Mutex(State())

  func fulfil(_ value: WDLValue) {
    let waiting = state.withLock { state in
      state.value = value
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }

  var value: WDLValue {
    get async throws {
      if let value = state.withLock({ $0.value }) { return value }
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
    case value(WDLValue)
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
    case .value(let value): continuation.resume(returning: value)
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
