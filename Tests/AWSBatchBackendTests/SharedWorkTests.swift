import Testing

@testable import AWSBatchBackend

@Suite struct SharedWorkTests {
  struct Trouble: Error, Equatable {}

  @Test func racingTasksShareOnePieceOfWork() async throws {
    let work = SharedWork<String, Int>()
    let made = Gauge()
    let values = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<100 {
        group.addTask {
          try await work.value(for: "key") {
            await Task.yield()
            made.enter()
            return made.total
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

  @Test func workThatNobodyWaitsForIsCancelled() async throws {
    let work = SharedWork<String, Int>()
    let (started, start) = AsyncStream<Void>.makeStream()
    let waiter = Task {
      try await work.value(for: "key") {
        start.yield()
        try await Task.sleep(for: .seconds(3600))
        return 1
      }
    }
    for await _ in started { break }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    #expect(try await work.value(for: "key") { 2 } == 2)
  }
}

@Suite struct SlotsTests {
  @Test func noMoreThanItsCountAreInAtOnce() async throws {
    let slots = Slots(3)
    let inside = Gauge()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await slots.withSlot {
            inside.enter()
            await Task.yield()
            inside.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(inside.most <= 3)
    #expect(inside.now == 0)
  }

  @Test func whoeverIsCancelledWhileWaitingTakesNoSlot() async throws {
    let slots = Slots(1)
    try await slots.withSlot {
      let waiter = Task { try await slots.withSlot {} }
      waiter.cancel()
      await #expect(throws: CancellationError.self) { try await waiter.value }
    }
    try await slots.withSlot {}
  }
}
