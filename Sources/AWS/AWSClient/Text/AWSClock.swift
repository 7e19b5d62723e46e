#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the client asks of the world's clock, so that tests can bring their own.
package protocol AWSClock: Sendable {
  func now() -> UnixTime

  /// - Throws: `CancellationError` when the task is cancelled.
  func sleep(for duration: Duration) async throws
}

/// This machine's clock.
package struct SystemClock: AWSClock {
  package init() {}

  package func now() -> UnixTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UnixTime(seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  package func sleep(for duration: Duration) async throws {
    try await ContinuousClock().sleep(for: duration)
  }
}

extension Duration {
  /// The whole in seconds.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
