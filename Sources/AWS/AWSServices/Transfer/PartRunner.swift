/// Runs something for each part, a window of them at a time.
enum PartRunner {
  /// - Returns: what `body` returned, in the order of the parts.
  /// - Throws: the first error; the other parts are cancelled and have ended by then.
  static func run<Result: Sendable>(
    _ plan: PartPlan, window: Int, _ body: @escaping @Sendable (PartPlan.Part) async throws -> Result
  ) async throws -> [Result] {
    try await run((0..<plan.count).map { plan[$0] }, window: window, body)
  }

  /// The same for some of the parts.
  static func run<Result: Sendable>(
    _ parts: [PartPlan.Part], window: Int, _ body: @escaping @Sendable (PartPlan.Part) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: parts.count)
      for (index, part) in parts.enumerated() {
        if index >= window, let (done, result) = try await group.next() { results[done] = result }
        group.addTask { (index, try await body(part)) }
      }
      while let (done, result) = try await group.next() { results[done] = result }
      return results.compactMap { $0 }
    }
  }
}
