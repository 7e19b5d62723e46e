extension Array where Element: Sendable {
  /// What `body` makes of each element, in the order of the elements. The first failure ends the others.
  ///
  /// - Parameter width: how many are under way at a time, at most.
  package func concurrentMap<Result: Sendable>(
    width: Int, _ body: @escaping @Sendable (Element) async throws -> Result
  ) async throws -> [Result] {
    if count == 1 { return [try await body(self[0])] }
    var results = [Result?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      for (index, element) in enumerated() {
        if index >= width, let (place, result) = try await group.next() { results[place] = result }
        group.addTask { (index, try await body(element)) }
      }
      for try await (place, result) in group { results[place] = result }
    }
    return results.compactMap(\.self)
  }
}
