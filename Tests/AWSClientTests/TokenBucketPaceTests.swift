import Synchronization
import Testing

@testable import AWSClient

@Suite struct TokenBucketPaceTests {
  /// A clock on which sleepers wait until they are let go.
  private final class HeldClock: AWSClock {
    private let held = Mutex<[CheckedContinuation<Void, Never>]>([])
    private let time = Mutex(1000.0)

    func now() -> UnixTime { UnixTime(seconds: time.withLock { $0 }) }

    func sleep(for duration: Duration) async throws {
      await withCheckedContinuation { continuation in held.withLock { $0.append(continuation) } }
      time.withLock { $0 += duration.inSeconds }
    }

    var isHeld: Bool { held.withLock { !$0.isEmpty } }

    func letGo() -> Bool {
      let next = held.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      next?.resume()
      return next != nil
    }
  }

  private final class Order: Sendable {
    private let state = Mutex<[String]>([])
    var names: [String] { state.withLock { $0 } }
    func append(_ name: String) { state.withLock { $0.append(name) } }
  }

  @Test func thoseOfWhichThereAreManyLetOthersGoFirst() async throws {
    let clock = HeldClock()
    let pace = TokenBucketPace(rate: 1, burst: 1, plentiful: ["SubmitJob"], clock: clock)
    try await pace.wait(for: "SubmitJob")
    let order = Order()
    let requests = [
      ("first", "SubmitJob", 0), ("second", "SubmitJob", 1), ("third", "SubmitJob", 2), ("question", "DescribeJobs", 3),
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (name, operation, ahead) in requests {
        group.addTask {
          try await pace.wait(for: operation)
          order.append(name)
        }
        while await pace.waiting < ahead { await Task.yield() }
        // The first one has its turn, and sleeps.
        while !clock.isHeld { await Task.yield() }
      }
      while order.names.count < requests.count { if !clock.letGo() { await Task.yield() } }
      try await group.waitForAll()
    }
    #expect(order.names == ["first", "question", "second", "third"])
  }

  /// AWS counts as a bucket of its own, filled at the rate that it allows.
  @Test func whatGoesAtTheAccountsPaceIsNotRefused() async throws {
    let clock = ManualClock()
    let pace = try #require(AccountPaces(clock: clock).paces(in: "us-east-1")[AWSService.batch.variableName])
    var allowed = TokenBucket(rate: 50, burst: 50)
    var refused = 0
    for number in 0..<5000 {
      if number % 1000 == 0 { clock.advance(10) }
      try await pace.wait(for: "SubmitJob")
      if allowed.take(at: clock.now()) > 0 { refused += 1 }
      await pace.ended()
    }
    #expect(refused == 0)
  }

  @Test func onlySoManyAreUnderWay() async throws {
    let pace = TokenBucketPace(rate: 50, width: 2, clock: ManualClock())
    for _ in 0..<2 { try await pace.wait(for: "SubmitJob") }
    let third = Task { try await pace.wait(for: "SubmitJob") }
    let fourth = Task { try await pace.wait(for: "SubmitJob") }
    while await pace.waiting < 1 { await Task.yield() }
    // One of them has its turn and waits for room, the other for its turn.
    await pace.ended()
    await pace.ended()
    try await third.value
    try await fourth.value
    let fifth = Task { try await pace.wait(for: "SubmitJob") }
    fifth.cancel()
    await #expect(throws: CancellationError.self) { try await fifth.value }
    await pace.ended()
    try await pace.wait(for: "SubmitJob")
  }

  @Test func whoGivesUpIsNotWaitedFor() async throws {
    let clock = HeldClock()
    let pace = TokenBucketPace(rate: 1, burst: 1, clock: clock)
    try await pace.wait(for: "DescribeJobs")
    let first = Task { try await pace.wait(for: "DescribeJobs") }
    let second = Task { try await pace.wait(for: "DescribeJobs") }
    while await pace.waiting < 1 { await Task.yield() }
    second.cancel()
    first.cancel()
    while !clock.letGo() { await Task.yield() }
    _ = try? await first.value
    _ = try? await second.value
    #expect(await pace.waiting == 0)
  }

  @Test func onePaceIsSharedByAllThatUseARegion() async throws {
    let paces = AccountPaces(clock: ManualClock())
    let one = try #require(paces.paces(in: "eu-central-1")["BATCH"] as? TokenBucketPace)
    #expect(paces.paces(in: "eu-central-1")["BATCH"] as? TokenBucketPace === one)
    #expect(paces.paces(in: "us-east-1")["BATCH"] as? TokenBucketPace !== one)
  }
}
