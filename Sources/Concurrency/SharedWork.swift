import Synchronization

/// Pieces of work that many tasks may wait for, each done once; what came of it is kept.
///
/// Work that failed is forgotten, so that the next one to ask starts it anew. Whoever waits and is cancelled leaves at
/// once; when nobody waits any more, the work is cancelled, and work under the same key is not begun before the
/// cancelled one has ended.
package final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private typealias Waiter = CheckedContinuation<Value, any Error>

  private struct Work {
    let number: Int
    let task: Task<Void, Never>
    var waiting: [Int: Waiter] = [:]
  }

  private struct State {
    var done: [Key: Value] = [:]
    var underWay: [Key: Work] = [:]
    /// The last cancelled work of a key, which may still be coming to its end.
    var cancelled: [Key: (number: Int, task: Task<Void, Never>)] = [:]
    var numbers = 0

    mutating func nextNumber() -> Int {
      numbers += 1
      return numbers
    }
  }

  private let state = Mutex(State())

  package init() {}

  /// What came of the work of that key.
  ///
  /// - Parameter make: does the work; called when it is neither done nor under way.
  /// - Throws: what `make` throws; `CancellationError` when the calling task is cancelled, at once.
  package func value(for key: Key, make: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try Task.checkCancellation()
    if let value = state.withLock({ $0.done[key] }) { return value }
    let number = state.withLock { $0.nextNumber() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiter in wait(for: key, number, waiter, make) }
    } onCancel: {
      leave(key, number)
    }
  }

  /// Forgets what came of the work of that key, when it is what `isStale` says.
  package func forget(_ key: Key, where isStale: (Value) -> Bool) {
    state.withLock { if let value = $0.done[key], isStale(value) { $0.done[key] = nil } }
  }

  /// Cancels all work; returns when it has ended.
  package func close() async {
    let tasks = state.withLock { $0.underWay.values.map(\.task) + $0.cancelled.values.map(\.task) }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  /// How many wait for the work of that key.
  package func waiting(for key: Key) -> Int { state.withLock { $0.underWay[key]?.waiting.count ?? 0 } }

  private func wait(
    for key: Key, _ number: Int, _ waiter: Waiter, _ make: @escaping @Sendable () async throws -> Value
  ) {
    // A cancellation before this found nobody to send away; one after this finds the waiter.
    let answer: Result<Value, any Error>? = state.withLock { state in
      if Task.isCancelled { return .failure(CancellationError()) }
      if let value = state.done[key] { return .success(value) }
      if state.underWay[key] == nil { state.underWay[key] = start(key, &state, make) }
      state.underWay[key]?.waiting[number] = waiter
      return nil
    }
    if let answer { waiter.resume(with: answer) }
  }

  private func start(
    _ key: Key, _ state: inout State, _ make: @escaping @Sendable () async throws -> Value
  ) -> Work {
    let number = state.nextNumber()
    let before = state.cancelled[key]?.task
    let task = Task {
      await before?.value
      let result: Result<Value, any Error>
      do {
        try Task.checkCancellation()
        result = .success(try await make())
      } catch {
        result = .failure(error)
      }
      end(key, number, result)
    }
    return Work(number: number, task: task)
  }

  private func end(_ key: Key, _ number: Int, _ result: Result<Value, any Error>) {
    let waiters: [Waiter] = state.withLock { state in
      if state.cancelled[key]?.number == number { state.cancelled[key] = nil }
      guard let work = state.underWay[key], work.number == number else { return [] }
      state.underWay[key] = nil
      if case .success(let value) = result { state.done[key] = value }
      return Array(work.waiting.values)
    }
    for waiter in waiters { waiter.resume(with: result) }
  }

  private func leave(_ key: Key, _ number: Int) {
    let (waiter, abandoned): (Waiter?, Task<Void, Never>?) = state.withLock { state in
      guard let waiter = state.underWay[key]?.waiting.removeValue(forKey: number), let work = state.underWay[key] else {
        return (nil, nil)
      }
      guard work.waiting.isEmpty else { return (waiter, nil) }
      state.cancelled[key] = (work.number, work.task)
      state.underWay[key] = nil
      return (waiter, work.task)
    }
    abandoned?.cancel()
    waiter?.resume(throwing: CancellationError())
  }
}
