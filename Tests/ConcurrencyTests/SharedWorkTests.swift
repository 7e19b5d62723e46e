import Concurrency
import Synchronization
import Testing

@Suite struct SharedWorkTests {
  private struct Trouble: Error, Equatable {}

  @Test func racingTasksShareOnePieceOfWork() async throws {
    let work = SharedWork<String, Int>()
    let made = Tally()
    let values = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<100 {
        group.addTask {
          try await work.value(for: "key") {
            await Task.yield()
            return await made.next()
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(values == Array(repeating: 1, count: 100))
  }

  @Test func failedWorkIsTriedAnew() async throws {
    let work = SharedWork<String, Int>()
    await #expect(throws: Trouble()) { try await work.value(for: "key") { throw Trouble() } }
    #expect(try await work.value(for: "key") { 2 } == 2)
  }

  @Test func whatIsStaleIsMadeAnew() async throws {
    let work = SharedWork<String, Int>()
    let made = Tally()
    _ = try await work.value(for: "key") { await made.next() }
    work.forget("key") { $0 == 7 }
    #expect(try await work.value(for: "key") { await made.next() } == 1)
    work.forget("key") { $0 == 1 }
    #expect(try await work.value(for: "key") { await made.next() } == 2)
  }

  @Test func workThatNobodyWaitsForIsCancelled() async throws {
    let work = SharedWork<String, Int>()
    let (starts, start) = AsyncStream<Void>.makeStream()
    let waiter = Task {
      try await work.value(for: "key") {
        start.yield()
        try await Task.sleep(for: .seconds(3600))
        return 1
      }
    }
    for await _ in starts { break }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    #expect(try await work.value(for: "key") { 2 } == 2)
  }

  /// The work heeds no cancellation, as a transfer in the middle of a system call does not.
  @Test func whoIsCancelledLeavesBeforeTheWorkHasEnded() async throws {
    let work = SharedWork<String, Int>()
    let (starts, start) = AsyncStream<Void>.makeStream()
    let gate = Gate()
    let waiter = Task {
      try await work.value(for: "key") {
        start.yield()
        await gate.wait()
        return 1
      }
    }
    for await _ in starts { break }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    let second = Task { try await work.value(for: "key") { await gate.isOpen ? 2 : 3 } }
    while work.waiting(for: "key") < 1 { await Task.yield() }
    await gate.open()
    #expect(try await second.value == 2)
  }

  @Test func whoIsCancelledDoesNotEndTheWorkForOthers() async throws {
    let work = SharedWork<String, Int>()
    let gate = Gate()
    let make: @Sendable () async throws -> Int = {
      await gate.wait()
      try Task.checkCancellation()
      return 1
    }
    let first = Task { try await work.value(for: "key", make: make) }
    let second = Task { try await work.value(for: "key", make: make) }
    while work.waiting(for: "key") < 2 { await Task.yield() }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    await gate.open()
    #expect(try await second.value == 1)
    #expect(try await work.value(for: "key") { 2 } == 1)
  }

  @Test func closingCancelsWorkAndWaitsForItsEnd() async throws {
    let work = SharedWork<String, Void>()
    let ended = Mutex(false)
    let (starts, start) = AsyncStream<Void>.makeStream()
    let waiter = Task {
      try await work.value(for: "key") {
        start.yield()
        defer { ended.withLock { $0 = true } }
        try await Task.sleep(for: .seconds(3600))
      }
    }
    for await _ in starts { break }
    await work.close()
    #expect(ended.withLock { $0 })
    await #expect(throws: CancellationError.self) { try await waiter.value }
  }
}

private actor Tally {
  private var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}

/// Lets nobody through before it is opened, cancelled or not.
private actor Gate {
  private(set) var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func wait() async {
    if isOpen { return }
    await withCheckedContinuation { waiting.append($0) }
  }

  func open() {
    isOpen = true
    for waiter in waiting { waiter.resume() }
    waiting = []
  }
}
