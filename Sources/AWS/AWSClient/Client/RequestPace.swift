import Synchronization

/// Keeps all requests to one service below what the service takes, however many tasks send them.
package protocol RequestPace: Sendable {
  /// Returns when the next request may go.
  ///
  /// - Parameter operation: as AWS's model calls it.
  /// - Throws: `CancellationError`.
  func wait(for operation: String) async throws

  /// A request for which ``wait(for:)`` returned has come to its end, whichever.
  func ended() async

  /// The service has throttled a request.
  func throttled() async

  /// The service has taken a request.
  func accepted() async
}

/// A token bucket whose rate is halved when the service throttles and grows back.
///
/// Requests wait in the order of their coming, so that a rate which changes counts for all of them. Those of which there
/// may be very many let the others go first. Only so many are under way at once: requests that a slow way holds up do not
/// arrive together when it gets free.
package actor TokenBucketPace: RequestPace {
  private var bucket: TokenBucket
  private let clock: any AWSClock
  private let plentiful: Set<String>
  private let width: Int
  private var underWay = 0
  /// Whose turn it is, while too many are under way.
  private var held: (ticket: Int, continuation: CheckedContinuation<Void, any Error>)?
  private var isTaken = false
  private var urgent = WaitingLine()
  private var patient = WaitingLine()
  private var tickets = 0

  /// - Parameters:
  ///   - rate: requests a second.
  ///   - burst: how many may go at once after a silence.
  ///   - plentiful: the operations that let others go first.
  ///   - width: how many may be under way at once.
  package init(
    rate: Double = 50, burst: Double? = nil, plentiful: Set<String> = [], width: Int = .max,
    clock: any AWSClock = SystemClock()
  ) {
    self.width = width
    bucket = TokenBucket(rate: rate, burst: burst ?? rate)
    self.plentiful = plentiful
    self.clock = clock
  }

  package func wait(for operation: String) async throws {
    try await turn(isUrgent: !plentiful.contains(operation))
    defer { passOn() }
    try await room()
    let seconds = bucket.take(at: clock.now())
    if seconds > 0 { try await clock.sleep(for: .seconds(seconds)) }
    underWay += 1
  }

  package func ended() {
    underWay -= 1
    guard underWay < width, let (_, continuation) = held else { return }
    held = nil
    continuation.resume()
  }

  private func room() async throws {
    guard underWay >= width else { return }
    tickets += 1
    let ticket = tickets
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        held = (ticket, continuation)
      }
    } onCancel: {
      Task { await self.leaveRoom(ticket) }
    }
  }

  private func leaveRoom(_ ticket: Int) {
    guard let (holder, continuation) = held, holder == ticket else { return }
    held = nil
    continuation.resume(throwing: CancellationError())
  }

  /// Requests that wait behind the one whose turn it is.
  var waiting: Int { urgent.count + patient.count }

  package func throttled() { bucket.throttled(at: clock.now()) }

  package func accepted() { bucket.accepted(at: clock.now()) }

  private func turn(isUrgent: Bool) async throws {
    try Task.checkCancellation()
    guard isTaken else {
      isTaken = true
      return
    }
    tickets += 1
    let ticket = tickets
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        if isUrgent { urgent.append(ticket, continuation) } else { patient.append(ticket, continuation) }
      }
    } onCancel: {
      Task { await self.giveUp(ticket) }
    }
  }

  private func giveUp(_ ticket: Int) {
    (urgent.remove(ticket) ?? patient.remove(ticket))?.resume(throwing: CancellationError())
  }

  private func passOn() {
    if let next = urgent.popFirst() ?? patient.popFirst() { next.resume() } else { isTaken = false }
  }
}

/// Tasks that wait for their turn.
private struct WaitingLine {
  private var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
  /// Tickets in the order of their coming; those that gave up are still in it.
  private var order: ArraySlice<Int> = []

  var count: Int { waiting.count }

  mutating func append(_ ticket: Int, _ continuation: CheckedContinuation<Void, any Error>) {
    waiting[ticket] = continuation
    order.append(ticket)
  }

  mutating func remove(_ ticket: Int) -> CheckedContinuation<Void, any Error>? { waiting.removeValue(forKey: ticket) }

  mutating func popFirst() -> CheckedContinuation<Void, any Error>? {
    while let ticket = order.popFirst() {
      if let next = waiting.removeValue(forKey: ticket) { return next }
    }
    return nil
  }
}

/// The paces of one AWS account: what AWS allows an account in a region is shared by everything in this process.
package final class AccountPaces: Sendable {
  private let clock: any AWSClock
  private let paces = Mutex<[String: TokenBucketPace]>([:])

  package init(clock: any AWSClock = SystemClock()) { self.clock = clock }

  /// By ``AWSService/variableName``: AWS Batch takes 50 calls a second, of everybody in the account. A burst of 50 beside
  /// them would find its limit reached after a second. Source: AWS re:Post, "How do I resolve
  /// TooManyRequestsException errors in AWS Batch".
  package func paces(in region: String) -> [String: any RequestPace] {
    let pace = paces.withLock { paces in
      if let pace = paces[region] { return pace }
      let pace = TokenBucketPace(rate: 50, burst: 10, plentiful: ["SubmitJob"], width: 20, clock: clock)
      paces[region] = pace
      return pace
    }
    return [AWSService.batch.variableName: pace]
  }
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
