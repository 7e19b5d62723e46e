import Testing
import WorkflowEngine
import WorkflowModel

@testable import RunIndex

@Suite struct RunReadingTests {
  private func reading(_ changes: [(String, JournalEntry.Change)]) throws -> RunReading {
    var reading = RunReading(RunSummary(name: "r"))
    for (time, (call, change)) in changes.enumerated() {
      try reading.apply(JournalEntry(time: Int64(time), .call(call, change)))
    }
    return reading
  }

  @Test func aCallIsCountedOnceInTheStateThatItHas() throws {
    let reading = try reading([
      ("a[0]", .started), ("a[0]", .prepared(attempt: 1, environment: "aws")), ("a[1]", .started),
      ("a[0]", .waiting(reason: "full")), ("a[0]", .running), ("a[1]", .prepared(attempt: 1, environment: "local")),
    ])
    #expect(reading.summary.counts.total == 2)
    #expect(reading.summary.counts[.running] == 1)
    #expect(reading.summary.counts[.queued] == 1)
    #expect(reading.summary.environments == ["aws", "local"])
    #expect(reading.calls["a[0]"]?.since == 4)
  }

  @Test func aRetryIsCountedAndTheCallWaitsBetween() throws {
    let reading = try reading([
      ("a", .started), ("a", .prepared(attempt: 1, environment: "aws")), ("a", .running), ("a", .attemptEnded),
      ("a", .prepared(attempt: 2, environment: "aws")),
    ])
    #expect(reading.summary.retries == 1)
    #expect(reading.calls["a"]?.attempts == 2)
    #expect(reading.calls["a"]?.state == .queued)
  }

  @Test func aCallThatIsBegunAgainHasNotFailedAnyMore() throws {
    let reading = try reading([("a", .started), ("a", .failed("no")), ("a", .started), ("a", .succeeded)])
    #expect(reading.summary.counts[.failed] == 0)
    #expect(reading.summary.counts[.done] == 1)
    #expect(reading.summary.counts.total == 1)
    #expect(reading.calls["a"]?.message == nil)
  }

  @Test func whatAnEarlierReadingKnewIsGoneOnFrom() throws {
    var known = CallRecord(number: 0, begun: 5)
    known.state = .running
    known.attempts = 1
    var summary = RunSummary(name: "r")
    summary.counts[.running] = 1
    var reading = RunReading(summary) { $0 == "a" ? known : nil }
    try reading.apply(JournalEntry(time: 9, .call("a", .attemptEnded)))
    try reading.apply(JournalEntry(time: 9, .call("a", .succeeded)))
    try reading.apply(JournalEntry(time: 9, .call("b", .started)))
    #expect(reading.summary.counts[.running] == 0)
    #expect(reading.summary.counts[.done] == 1)
    #expect(reading.calls["a"]?.begun == 5)
    #expect(reading.calls["b"]?.number == 1)
  }

  @Test func aResumedRunHasNotEnded() throws {
    var reading = RunReading(RunSummary(name: "r"))
    try reading.apply(JournalEntry(time: 1, .runStarted(key: "k", workflow: "w")))
    try reading.apply(JournalEntry(time: 2, .runEnded(.failed(String(repeating: "x", count: 10_000)))))
    guard case .failed(let message)? = reading.summary.end else {
      Issue.record("it has not failed")
      return
    }
    #expect(message.utf8.count < 5000)
    try reading.apply(JournalEntry(time: 3, .runResumed))
    #expect(reading.summary.end == nil)
    #expect(reading.summary.begun == 1)
  }

  static let leases: [(Bool?, RunState)] = [(true, .running), (false, .interrupted), (nil, .unknown)]

  @Test(arguments: leases) func aRunWithoutAnEndIsWhatItsLeaseSays(_ isHeld: Bool?, _ state: RunState) {
    var summary = RunSummary(name: "r")
    summary.isHeld = isHeld
    #expect(summary.state == state)
  }

  @Test(arguments: [("variants/align[3][0]/sort", "variants.align.sort"), ("a", "a")])
  func namesHaveNoIndices(_ path: String, _ name: String) { #expect(callName(of: path) == name) }

  @Test(arguments: [("align/3/sort", "align[3]/sort"), ("a/1/2", "a[1][2]"), ("a/b", "a/b"), ("7", "7")])
  func foldersOfCallsArePaths(_ folder: String, _ path: String) { #expect(callPath(ofFolder: folder) == path) }
}
