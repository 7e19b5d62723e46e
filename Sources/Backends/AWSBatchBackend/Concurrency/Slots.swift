/// Lets so many in at once; the others wait in the order in which they came.
actor Slots {
  private var free: Int
  private var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
  /// The tickets of those that wait in the order of their coming; those that gave up are still in it.
  private var order: ArraySlice<Int> = []
  private var tickets = 0

  /// - Parameter count: above 0.
  init(_ count: Int) { free = count }

  /// Runs `body` in a slot.
  /// - Throws: `CancellationError` when the task is cancelled while it waits; what `body` throws.
  nonisolated func withSlot<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    try await enter()
    do {
      let value = try await body()
      await leave()
      return value
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async throws {
    try Task.checkCancellation()
    if free > 0 {
      free -= 1
      return
    }
    tickets += 1
    let ticket = tickets
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiting[ticket] = continuation
          order.append(ticket)
        }
      }
    } onCancel: {
      Task { await self.giveUp(ticket) }
    }
  }

  private func giveUp(_ ticket: Int) {
    waiting.removeValue(forKey: ticket)?.resume(throwing: CancellationError())
  }

  private func leave() {
    while let ticket = order.popFirst() {
      if let next = waiting.removeValue(forKey: ticket) { return next.resume() }
    }
    free += 1
  }
}
