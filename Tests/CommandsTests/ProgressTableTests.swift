import Commands
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct ProgressTableTests {
  private let first = CallPath([.init("align", shards: [0])])
  private let second = CallPath([.init("align", shards: [1])])

  private func table(_ kinds: [RunEvent.Kind]) -> ProgressTable {
    var table = ProgressTable()
    for kind in kinds { table.apply(RunEvent(time: 1000, kind)) }
    return table
  }

  private func lines(_ kinds: [RunEvent.Kind]) -> [String] {
    let start = RunEvent.Kind.runStarted(RunPlace(name: "w-1", folder: "/runs/w-1"), workflow: "w")
    return table([start] + kinds).lines(columns: 80, rows: 24, now: 63_000)
  }

  @Test func callsOfAScatterAreOneRow() {
    let lines = lines([
      .callStarted(first), .callStarted(second), .attemptRunning(AttemptName(first, 0)),
      .attemptWaiting(AttemptName(second, 0), reason: "no room"),
    ])
    #expect(lines == ["w  /runs/w-1  1:02", "  align  1 running (1:02), 1 waiting (no room)"])
  }

  @Test func theQueueIsToldWithItsReason() {
    let lines = lines([
      .callStarted(first), .callStarted(second),
      .attemptSubmitted(AttemptName(first, 0), BackendHandle(backend: "aws-batch", identifier: "j")),
      .attemptWaiting(AttemptName(first, 0), reason: "no instance is large enough"),
    ])
    #expect(lines.last == "  align  1 queued (1:02: no instance is large enough), 1 waiting")
  }

  @Test func theOldestThatStillRunsIsTold() {
    var table = ProgressTable()
    for (time, kind) in [
      (0, .callStarted(first)), (0, .callStarted(second)), (1000, .attemptRunning(AttemptName(first, 0))),
      (5000, .attemptRunning(AttemptName(second, 0))), (9000, .callSucceeded(first, attempt: 0, status: 0)),
    ] as [(Int64, RunEvent.Kind)] {
      table.apply(RunEvent(time: time, kind))
    }
    #expect(table.lines(columns: 80, rows: 24, now: 65_000).last == "  align  1 done, 1 running (1:00)")
  }

  @Test func whatComesFromTheCacheIsCounted() {
    let files = TaskFiles(stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w")
    let cached = CachedCall(key: "k", run: "r", call: first, status: 0, files: files)
    #expect(lines([.callStarted(first), .callCached(first, cached)]).last == "  align  1 done (1 cached)")
  }

  @Test func whatHasEndedIsCounted() {
    let attempt = AttemptName(first, 0)
    let files = TaskFiles(stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w")
    let lines = lines([
      .callStarted(first), .attemptRunning(attempt), .attemptEnded(attempt, .outcome(.exited(status: 1, files))),
      .attemptPrepared(AttemptName(first, 1), environment: "local", TaskResources()),
      .attemptRunning(AttemptName(first, 1)), .callSucceeded(first, attempt: 1, status: 0), .callStarted(second),
      .callFailed(second, message: "no"),
    ])
    #expect(lines.last == "  align  1 done, 1 failed, 1 retried")
  }

  @Test func whatIsSkippedIsCounted() {
    #expect(lines([.callSkipped(first, because: second)]).last == "  align  1 skipped")
  }

  @Test func linesAreNoWiderThanTheTerminal() {
    let table = table([.callStarted(CallPath([.init(String(repeating: "x", count: 200))]))])
    #expect(table.lines(columns: 30, rows: 24, now: 0).allSatisfy { $0.count <= 30 })
  }
}
