import AWSClient
import Synchronization

/// A clock that goes on only while somebody sleeps: no test waits for real time.
final class FakeClock: AWSClock {
  private let time = Mutex(1_800_000_000.0)
  /// Sleeps longer than this are for ever: deadlines that must not be met.
  private let longest: Duration

  init(longest: Duration = .seconds(60)) { self.longest = longest }

  func now() -> UnixTime { UnixTime(seconds: time.withLock { $0 }) }

  func sleep(for duration: Duration) async throws {
    if duration > longest { try await Task.sleep(for: .seconds(3600)) }
    try Task.checkCancellation()
    time.withLock { $0 += duration.inSeconds }
    await Task.yield()
  }
}
