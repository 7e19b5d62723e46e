/// A wall time that work may take.
struct TimeLimit {
  let seconds: Int64

  /// Runs `body`; cancels it when its time is over.
  ///
  /// - Returns: nil when the time was over before it ended. It has ended in either case.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      guard let first = try await group.next() else { return nil }
      group.cancelAll()
      if first == nil {
        // The body ends by its cancellation, which is no news.
        while let rest = await group.nextResult() {
          if case .failure(let error) = rest, !(error is CancellationError) { throw error }
        }
      }
      return first
    }
  }
}
