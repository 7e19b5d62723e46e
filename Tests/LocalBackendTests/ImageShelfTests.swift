import Testing
import WorkflowModel

@testable import LocalBackend

@Suite struct ImageShelfTests {
  private let podman = ContainerRuntime(.podman, program: "podman", isRootless: true)

  @Test func aPullThatNobodyWaitsForIsEndedAndNobodyWaitsForItsEnd() async throws {
    let (pulls, pull) = AsyncStream<Void>.makeStream()
    let (ends, end) = AsyncStream<Void>.makeStream()
    let shelf = ImageShelf(
      asking: Asking { command in
        guard command.contains("pull") else { return .init(status: 1) }
        pull.yield()
        defer { end.yield() }
        try await Task.sleep(for: .seconds(3600))
        return .init(status: 0)
      })
    let waiter = Task { try await shelf.firstOf(["image"], with: podman) }
    for await _ in pulls { break }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    for await _ in ends { break }
    await shelf.close()
  }
}
