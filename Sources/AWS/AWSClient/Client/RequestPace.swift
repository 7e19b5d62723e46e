/// Keeps all requests to one service below what the service takes, however many tasks send them.
package protocol RequestPace: Sendable {
  /// Returns when the next request may go.
  /// - Throws: `CancellationError`.
  func wait() async throws

  /// The service has throttled a request.
  func throttled() async

  /// The service has taken a request.
  func accepted() async
}

/// A token bucket whose rate is halved when the service throttles and grows back.
package actor TokenBucketPace: RequestPace {
  private var bucket: TokenBucket
  private let clock: any AWSClock

  /// - Parameters:
  ///   - rate: requests a second.
  ///   - burst: how many may go at once after a silence.
  package init(rate: Double = 50, burst: Double? = nil, clock: any AWSClock = SystemClock()) {
    bucket = TokenBucket(rate: rate, burst: burst ?? rate)
    self.clock = clock
  }

  package func wait() async throws {
    let seconds = bucket.take(at: clock.now())
    if seconds > 0 { try await clock.sleep(for: .seconds(seconds)) }
  }

  package func throttled() { bucket.throttled(at: clock.now()) }

  package func accepted() { bucket.accepted(at: clock.now()) }
}

/// The decisions of ``TokenBucketPace``, without a clock.
package struct TokenBucket: Hashable, Sendable {
  package let maximumRate: Double
  package private(set) var rate: Double
  private let burst: Double
  private var tokens: Double
  private var filledAt: UnixTime?
  private var halvedAt: UnixTime?

  package init(rate: Double, burst: Double) {
    maximumRate = rate
    self.rate = rate
    self.burst = max(1, burst)
    tokens = max(1, burst)
  }

  /// Takes a token, on credit when there is none.
  /// - Returns: after how many seconds it may be used.
  package mutating func take(at now: UnixTime) -> Double {
    fill(at: now)
    tokens -= 1
    return tokens >= 0 ? 0 : -tokens / rate
  }

  /// Halves the rate, at most once a second: requests that were under way together are throttled together.
  package mutating func throttled(at now: UnixTime) {
    fill(at: now)
    if let halvedAt, now - halvedAt < 1 { return }
    halvedAt = now
    rate = max(rate / 2, maximumRate / 100, 0.5)
    tokens = min(tokens, 0)
  }

  /// Lets the rate grow by a hundredth of the maximum, once it has held for two seconds.
  package mutating func accepted(at now: UnixTime) {
    guard rate < maximumRate, let halvedAt, now - halvedAt >= 2 else { return }
    fill(at: now)
    rate = min(maximumRate, rate + maximumRate / 100)
  }

  private mutating func fill(at now: UnixTime) {
    if let filledAt, now > filledAt { tokens = min(burst, tokens + (now - filledAt) * rate) }
    filledAt = now
  }
}
