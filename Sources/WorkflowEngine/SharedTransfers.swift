/// Transfers that several tasks wait for, each done once.
///
/// A transfer that failed is tried anew by the next one who asks. Whoever waits and is cancelled stops waiting at once;
/// when nobody waits any more, the transfer is cancelled.
actor SharedTransfers {
  private struct Transfer {
    let number: Int
    let task: Task<Void, Never>
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
  }

  private var underWay: [String: Transfer] = [:]
  /// The last cancelled transfer of a name, which may still be coming to its end.
  private var cancelled: [String: Task<Void, Never>] = [:]
  private var done: Set<String> = []
  private var numbers = 0

  /// Returns when the transfer of that name has been done.
  ///
  /// - Parameter transfer: does it; called when it is neither done nor under way, and not before a cancelled one of the
  ///   same name has ended.
  func wait(for name: String, _ transfer: @escaping @Sendable () async throws -> Void) async throws {
    try Task.checkCancellation()
    guard !done.contains(name) else { return }
    let waiter = nextNumber()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if underWay[name] == nil { underWay[name] = start(name, transfer) }
        underWay[name]?.waiting[waiter] = continuation
      }
    } onCancel: {
      Task { await leave(name, waiter) }
    }
  }

  /// Cancels all transfers; returns when they have ended.
  func close() async {
    let tasks = underWay.values.map(\.task) + cancelled.values
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  /// How many wait for a transfer.
  func waiting(for name: String) -> Int { underWay[name]?.waiting.count ?? 0 }

  private func nextNumber() -> Int {
    numbers += 1
    return numbers
  }

  private func start(_ name: String, _ transfer: @escaping @Sendable () async throws -> Void) -> Transfer {
    let number = nextNumber()
    let before = cancelled[name]
    let task = Task {
      await before?.value
      do {
        try Task.checkCancellation()
        try await transfer()
        end(name, number, .success(()))
      } catch {
        end(name, number, .failure(error))
      }
    }
    return Transfer(number: number, task: task)
  }

  private func end(_ name: String, _ number: Int, _ result: Result<Void, any Error>) {
    guard let transfer = underWay[name], transfer.number == number else { return }
    underWay[name] = nil
    if case .success = result { done.insert(name) }
    for waiter in transfer.waiting.values { waiter.resume(with: result) }
  }

  private func leave(_ name: String, _ waiter: Int) {
    guard let transfer = underWay[name], let continuation = underWay[name]?.waiting.removeValue(forKey: waiter) else {
      return
    }
    continuation.resume(throwing: CancellationError())
    guard transfer.waiting.count == 1 else { return }
    transfer.task.cancel()
    cancelled[name] = transfer.task
    underWay[name] = nil
  }
}
