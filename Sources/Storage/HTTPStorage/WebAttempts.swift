import AWSClient

/// Counts attempts and decides about the next one. It has no clock and rolls no dice.
struct WebAttempts {
  private let policy: RetryPolicy
  private var start: UnixTime
  private(set) var count = 1

  init(_ policy: RetryPolicy, at now: UnixTime) {
    self.policy = policy
    start = now
  }

  /// Something was had: what failed before is forgotten.
  mutating func progressed(at now: UnixTime) {
    start = now
    count = 1
  }

  /// - Returns: how long to wait before the next attempt; nil when there is none.
  mutating func pause(after error: any Error, at now: UnixTime, random: Double) -> Duration? {
    let decision = policy.decide(
      after: Self.kind(of: error), attempt: count, elapsed: .seconds(now - start), random: random)
    guard case .again(let pause) = decision else { return nil }
    count += 1
    return pause
  }

  private static func kind(of error: any Error) -> AttemptFailure {
    switch error {
    case let error as HTTPTransportError: .transport(error)
    case let failure as WebFailure:
      .service(
        status: failure.status, code: failure.status == 408 ? "RequestTimeout" : nil, retryAfter: failure.retryAfter)
    default: .permanent
    }
  }
}
