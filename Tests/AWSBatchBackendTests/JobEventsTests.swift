import AWSClient
import AWSServices
import JSONText
import Testing

@testable import AWSBatchBackend

@Suite struct JobEventsTests {
  private static let now = UnixTime(seconds: 1_800_000_000)

  private func message(
    _ id: String, status: String = "SUCCEEDED", handle: String, age: Double = 1, source: String = "aws.batch"
  ) -> Message {
    let event: JSONValue = [
      "version": "0", "detail-type": "Batch Job State Change", "source": .string(source),
      "detail": [
        "jobId": .string(id), "jobName": "n", "jobQueue": "q", "jobDefinition": "d", "status": .string(status),
        "startedAt": 1,
      ],
    ]
    return Message(
      messageId: handle, receiptHandle: handle, body: JSONWriter.compact(event),
      attributes: ["SentTimestamp": String(Int((Self.now.seconds - age) * 1000))])
  }

  private struct NoSource: JobSource {
    func describe(_ ids: [String]) async throws -> [JobSnapshot] { [] }
    func children(of array: String, in status: JobSnapshot.Status) async throws -> [JobSnapshot] { [] }
  }

  /// A clock on which nothing is ever due.
  private struct StoppedClock: AWSClock {
    func now() -> UnixTime { JobEventsTests.now }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(3600)) }
  }

  private func poller() -> JobPoller { JobPoller(interval: .seconds(5), clock: StoppedClock(), source: NoSource()) }

  @Test func ourMessagesAreTakenAndOthersAreLeft() async {
    let messages = [
      message("mine", handle: "1"), message("theirs", handle: "2"), message("theirs", handle: "3", age: 1000),
      message("", handle: "4", source: "aws.ec2"), Message(receiptHandle: "5", body: "no JSON"),
    ]
    let sorted = await JobEvents.sort(messages, at: Self.now) { jobs in
      Set(jobs.map(\.id)).intersection(["mine"])
    }
    #expect(sorted == JobEvents.Sorted(done: ["1", "3", "4", "5"], foreign: 1))
  }

  @Test func anEventEndsAWatchWithoutAskingBatch() async throws {
    let poller = poller()
    let events = await poller.events(of: "mine")
    let sorted = await JobEvents.sort(
      [message("mine", status: "RUNNING", handle: "1"), message("mine", status: "FAILED", handle: "2")], at: Self.now
    ) { await poller.take($0) }
    #expect(sorted.done == ["1", "2"])
    var told: [JobWatch.Event] = []
    for try await event in events { told.append(event) }
    #expect(told.first == .running)
    #expect(told.count == 2)
    await poller.shutdown()
  }

  @Test func anEventOfAChildEndsItsWatchAlone() async throws {
    let poller = poller()
    let first = await poller.events(of: "array:0")
    _ = await poller.events(of: "array:1")
    let ours = await poller.take([JobSnapshot(id: "array:0", status: .succeeded)])
    #expect(ours == ["array:0"])
    for try await event in first { #expect(event == .ended(JobSnapshot(id: "array:0", status: .succeeded))) }
    let whole = await poller.isWhole([1], of: "array", size: 2)
    #expect(whole)
    await poller.shutdown()
  }

  @Test func whenEventsCannotBeReadTheUserIsToldOnce() async throws {
    let poller = poller()
    var events = await poller.events(of: "mine").makeAsyncIterator()
    await poller.hears()
    await poller.hearsNoMore("no way to the queue")
    #expect(try await events.next() == .note("no way to the queue"))
    await poller.shutdown()
  }
}
