import Testing

@testable import AWSBatchBackend

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
