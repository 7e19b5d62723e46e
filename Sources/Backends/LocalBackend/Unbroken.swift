/// Work that has to be done although the calling task was cancelled: what a task started must be ended.
enum Unbroken {
  /// Runs `body` in a task that the caller's cancellation does not reach, and waits for it.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
    await Task { await body() }.value
  }

  /// Waits, cancelled or not.
  static func pause(_ duration: Duration) async {
    await run { try? await Task.sleep(for: duration) }
  }
}
