/// Brings work to its end even when the task that asked for it is cancelled: a submission that is under way, say, whose
/// job nobody would know.
actor ShieldedWork {
  private var cancellations: [Int: @Sendable () -> Void] = [:]
  private var started = 0

  func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await body() }
    started += 1
    let number = started
    cancellations[number] = { task.cancel() }
    defer { cancellations[number] = nil }
    return try await task.value
  }

  /// Cancels what is still under way.
  func shutdown() {
    for cancel in cancellations.values { cancel() }
  }
}
