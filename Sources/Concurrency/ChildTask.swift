/// Work in a task of its own whose end is waited for.
package enum ChildTask {
  /// What a task's calls took of memory at their deepest is the task's until it ends. Work that goes deep, before a wait that
  /// is long and that many thousands share, is therefore done in a child, whose memory is given back.
  package static func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask(operation: body)
      guard let value = try await group.next() else { throw CancellationError() }
      return value
    }
  }
}
