import AWSClient
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct OutageLogTests {
  private static let submit = "Batch SubmitJob"

  private func time(_ seconds: Double) -> UnixTime { UnixTime(seconds: 1_800_000_000 + seconds) }

  /// When something is said of an operation that fails each 10 s, to a time.
  private func told(until end: Int) -> [Int] {
    var log = OutageLog()
    return stride(from: 0, through: end, by: 10).filter {
      log.failed(Self.submit, because: "HTTP 429", at: time(Double($0))) != nil
    }
  }

  @Test func anOutageIsToldOfAfterHalfAMinuteAndThenSeldomer() { #expect(told(until: 2000) == [30, 120, 480, 1920]) }

  @Test func itIsSaidWhatIsWaitedForSinceWhenAndThatItIsOver() {
    var log = OutageLog()
    _ = log.failed(Self.submit, because: "HTTP 429 TooManyRequestsException", at: time(0))
    #expect(
      log.failed(Self.submit, because: "HTTP 429 TooManyRequestsException", at: time(31))
        == "waiting for AWS: Batch SubmitJob has failed since 2027-01-15T08:00:00Z, for 31 s "
        + "(HTTP 429 TooManyRequestsException); it is asked again until it succeeds")
    #expect(log.answered(Self.submit, at: time(185)) == "AWS answers again: Batch SubmitJob, after 3 min")
    #expect(log.answered(Self.submit, at: time(186)) == nil)
  }

  @Test func whatSucceedsInBetweenIsNoOutage() {
    var log = OutageLog()
    for second in 0..<300 {
      #expect(log.failed(Self.submit, because: "HTTP 503", at: time(Double(second))) == nil)
      if second % 20 == 0 { #expect(log.answered(Self.submit, at: time(Double(second))) == nil) }
    }
  }

  @Test func failuresBetweenWhichNobodyAskedAreTwo() {
    var log = OutageLog()
    #expect(log.failed(Self.submit, because: "HTTP 503", at: time(0)) == nil)
    #expect(log.failed(Self.submit, because: "HTTP 503", at: time(1000)) == nil)
    #expect(log.failed("Batch DescribeJobs", because: "HTTP 503", at: time(1020)) == nil)
  }

  @Test func aRunSaysWhatItWaitsFor() async throws {
    let cloud = FakeCloud(retry: RetryPolicy(maximumAttempts: .max, timeBudget: .seconds(3600)))
    cloud.batch.trouble(.refused(status: 429), at: "describejobs", times: 40)
    let notes = Notes()
    var request = TaskRequest(command: "true")
    request.images = ["debian:12"]
    _ = try await cloud.backend().attempt(request) { await notes.take($0) }
    let texts = await notes.texts
    #expect(texts.first?.hasPrefix("waiting for AWS: Batch DescribeJobs has failed since ") == true)
    #expect(texts.last?.hasPrefix("AWS answers again: Batch DescribeJobs, after ") == true)
  }
}

private actor Notes {
  private(set) var texts: [String] = []

  func take(_ report: BackendReport) { if case .note(let text) = report { texts.append(text) } }
}
