/// Runs something for each part, a window of them at a time.
enum PartRunner {
  /// - Returns: what `body` returned, in the order of the parts.
  /// - Throws: the first error; the other parts are cancelled and have ended by then.
  static func run<Result: Sendable>(
    _ plan: PartPlan, window: Int, _ body: @escaping @Sendable (PartPlan.Part) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: plan.count)
      var next = 0
      while next < min(window, plan.count) {
        add(plan[next], next, to: &group, body)
        next += 1
      }
      while let (index, result) = try await group.next() {
        results[index] = result
        guard next < plan.count else { continue }
        add(plan[next], next, to: &group, body)
        next += 1
      }
      return results.compactMap { $0 }
    }
  }

  private static func add<Result: Sendable>(
    _ part: PartPlan.Part, _ index: Int, to group: inout ThrowingTaskGroup<(Int, Result), any Error>,
    _ body: @escaping @Sendable (PartPlan.Part) async throws -> Result
  ) {
    group.addTask { (index, try await body(part)) }
  }
}
