import Synchronization
import Testing

@testable import Concurrency

@Suite struct ConcurrentMapTests {
  private struct Refused: Error {}

  @Test(arguments: [0, 1, 3, 100]) func resultsStandInTheOrderOfTheElements(count: Int) async throws {
    let elements = Array(0..<count)
    let results = try await elements.concurrentMap(width: 4) { number in
      for _ in number..<count { await Task.yield() }
      return number * 2
    }
    #expect(results == elements.map { $0 * 2 })
  }

  @Test func noMoreAreUnderWayThanAllowed() async throws {
    let counts = Mutex((now: 0, most: 0))
    _ = try await Array(0..<50).concurrentMap(width: 3) { _ in
      counts.withLock { counts in
        counts.now += 1
        counts.most = max(counts.most, counts.now)
      }
      for _ in 0..<20 { await Task.yield() }
      counts.withLock { $0.now -= 1 }
    }
    #expect(counts.withLock { $0.most } <= 3)
  }

  @Test func theFirstFailureEndsTheOthers() async {
    await #expect(throws: Refused.self) {
      try await Array(0..<5).concurrentMap(width: 5) { number in
        if number == 2 { throw Refused() }
        try await Task.sleep(for: .seconds(3600))
      }
    }
  }
}
