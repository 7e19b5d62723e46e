import AWSClient
import Synchronization
import Testing

@testable import AWSBatchBackend

@Suite struct JobPollerTests {
  /// Batch's answers, each asked for once; the last one stands.
  private final class Script: JobSource {
    private let answers: Mutex<[@Sendable ([String]) throws -> [JobSnapshot]]>
    private let asked = Mutex(0)

    init(_ answers: [@Sendable ([String]) throws -> [JobSnapshot]]) { self.answers = Mutex(answers) }

    var calls: Int { asked.withLock { $0 } }

    func children(of array: String, in status: JobSnapshot.Status) async throws -> [JobSnapshot] { [] }

    func describe(_ ids: [String]) async throws -> [JobSnapshot] {
      asked.withLock { $0 += 1 }
      let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      return try answer(ids)
    }
  }

  private func poller(_ script: Script) -> JobPoller {
    JobPoller(interval: .seconds(5), clock: FakeClock(), source: script)
  }

  private func all(_ status: JobSnapshot.Status) -> @Sendable ([String]) -> [JobSnapshot] {
    { ids in ids.map { JobSnapshot(id: $0, status: status) } }
  }

  private func events(of id: String, _ poller: JobPoller) async throws -> [JobWatch.Event] {
    var events: [JobWatch.Event] = []
    for try await event in await poller.events(of: id) { events.append(event) }
    return events
  }

  @Test func aJobIsWatchedToItsEnd() async throws {
    let poller = poller(Script([all(.runnable), all(.running), all(.succeeded)]))
    let end = JobSnapshot(id: "a", status: .succeeded)
    #expect(try await events(of: "a", poller) == [.waiting(reason: nil), .running, .ended(end)])
  }

  @Test func throttlingAndOutagesEndNoWatch() async throws {
    let trouble: @Sendable ([String]) throws -> [JobSnapshot] = { _ in
      throw AWSError(.service, code: "TooManyRequestsException", message: "slow down", status: 429)
    }
    let outage: @Sendable ([String]) throws -> [JobSnapshot] = { _ in throw AWSError(.network, message: "no route") }
    let poller = poller(Script([trouble, outage, trouble, all(.succeeded)]))
    #expect(try await events(of: "a", poller).count == 1)
  }

  @Test func aRefusalEndsTheWatch() async {
    let refusal: @Sendable ([String]) throws -> [JobSnapshot] = { _ in
      throw AWSError(.service, code: "AccessDeniedException", message: "no", status: 403)
    }
    let poller = poller(Script([refusal]))
    await #expect(throws: AWSError.self) { try await events(of: "a", poller) }
  }

  @Test func aHundredJobsCostOneCallARound() async throws {
    let script = Script([all(.succeeded)])
    let poller = poller(script)
    try await withThrowingTaskGroup(of: Void.self) { group in
      var streams: [JobPoller.Events] = []
      for number in 0..<100 { streams.append(await poller.events(of: "\(number)")) }
      for stream in streams { group.addTask { for try await _ in stream {} } }
      try await group.waitForAll()
    }
    #expect(script.calls <= 2)
  }
}
