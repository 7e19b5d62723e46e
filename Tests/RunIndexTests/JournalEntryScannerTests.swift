import JSONText
import Testing
import WorkflowEngine
import WorkflowModel

@testable import RunIndex

@Suite struct JournalEntryScannerTests {
  static let call = CallPath([CallPath.Step("variants"), CallPath.Step("align", shards: [3, 0])])
  static let attempt = AttemptName(call, 1)
  static let files = TaskFiles(
    stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w",
    entries: [TaskFiles.Entry(path: "\"call-started\"", reference: FileReference("/x"))])
  static let kinds: [RunEvent.Kind] = [
    .runStarted(RunPlace(name: "r", folder: "/r", key: "k"), workflow: "w"),
    .runResumed(RunPlace(name: "r", folder: "/r")),
    .callStarted(call), .callStarted(CallPath([CallPath.Step("odd\"name")])),
    .attemptPrepared(attempt, environment: "aws", TaskResources(cpu: 1)),
    .attemptPrepared(attempt, environment: "a\\b", TaskResources(cpu: 1)),
    .attemptSubmitted(attempt, BackendHandle(backend: "aws-batch", identifier: "1")),
    .attemptTakenOver(attempt, BackendHandle(backend: "aws-batch", identifier: "1")),
    .attemptWaiting(attempt, reason: nil), .attemptWaiting(attempt, reason: "no machine"),
    .attemptWaiting(attempt, reason: "two\nlines"), .attemptRunning(attempt),
    .attemptEnded(attempt, .outcome(.exited(status: 0, files))), .attemptEnded(attempt, .cancelled),
    .callSucceeded(call, attempt: 1, status: 0), .callFailed(call, message: "no"), .callCancelled(call),
    .callSkipped(call, because: call), .note(.warning, "careful"), .runEnded(.succeeded), .runEnded(.failed("why")),
  ]

  private func scan(_ text: String) -> JournalEntry? {
    Array(text.utf8).withUnsafeBufferPointer(JournalEntryScanner.entry)
  }

  @Test(arguments: kinds) func whatIsScannedIsWhatTheWholeLineSays(_ kind: RunEvent.Kind) {
    let event = RunEvent(time: 1_795_000_000_123, kind)
    let scanned = scan(JSONWriter.compact(event.json))
    #expect(scanned == nil || scanned == JournalEntry(event))
  }

  @Test func theCommonLinesNeedNoParser() {
    let common = Self.kinds.filter { kind in
      if case .attemptRunning = kind { true } else if case .attemptEnded = kind { true } else { false }
    }
    #expect(common.count == 3)
    for kind in common { #expect(scan(JSONWriter.compact(RunEvent(time: 1, kind).json)) != nil) }
  }

  @Test(arguments: [
    "", "{", "{\"time\":", "{\"time\":1}", "{\"time\":1,\"event\":\"call-started\",\"call\":\"a",
    "{\"time\":1,\"event\":\"call-started\",\"call\":\"a\"", "{ \"time\":1,\"event\":\"call-started\",\"call\":\"a\"}",
    "{\"time\":-1,\"event\":\"call-started\",\"call\":\"a\"}", "{\"event\":\"call-started\",\"call\":\"a\",\"time\":1}",
  ]) func linesOfOtherShapesAreLeftToTheParser(_ line: String) {
    #expect(scan(line) == nil)
  }
}
