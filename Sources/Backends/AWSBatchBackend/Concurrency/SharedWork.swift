import Synchronization

/// Does a piece of work once, however many tasks ask for it, and keeps what came of it.
///
/// Work that failed is forgotten, so that the next one to ask starts it anew. Work is cancelled when everyone who waits
/// for it has been cancelled.
final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let number: Int
    let task: Task<Value, any Error>
    var waiters: Int
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var started = 0
  }

  private let state = Mutex(State())

  /// - Parameter make: does the work; called when nobody has asked for this key before.
  func value(for key: Key, make: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let (number, task) = join(key, make)
    return try await withTaskCancellationHandler {
      do {
        return try await task.value
      } catch {
        forget(key, number)
        throw error
      }
    } onCancel: {
      abandon(key, number)
    }
  }

  private func join(_ key: Key, _ make: @escaping @Sendable () async throws -> Value) -> (Int, Task<Value, any Error>) {
    state.withLock { state in
      if let entry = state.entries[key], !entry.task.isCancelled {
        state.entries[key]?.waiters += 1
        return (entry.number, entry.task)
      }
      state.started += 1
      let entry = Entry(number: state.started, task: Task { try await make() }, waiters: 1)
      state.entries[key] = entry
      return (entry.number, entry.task)
    }
  }

  private func forget(_ key: Key, _ number: Int) {
    state.withLock { state in
      if state.entries[key]?.number == number { state.entries[key] = nil }
    }
  }

  private func abandon(_ key: Key, _ number: Int) {
    state.withLock { state in
      guard let entry = state.entries[key], entry.number == number else { return }
      state.entries[key]?.waiters -= 1
      if entry.waiters == 1 { entry.task.cancel() }
    }
  }
}
