import JSONText
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct JournalTests {
  private static let attempt = AttemptName(CallPath([.init("variants"), .init("align", shards: [3, 0])]), 1)
  private static let files = TaskFiles(
    stdout: FileReference("s3://b/o"), stderr: FileReference("/e"), workFolder: "/w",
    entries: [
      .init(path: "a \"b\"\n", reference: FileReference("/w/a"), size: 9_007_199_254_740_993),
      .init(path: "d", reference: FileReference("/w/d"), isFolder: true),
    ], matches: ["*": ["d/x"], "no": []], usage: TaskUsage(peakMemory: 1 << 40, processorTime: 61_500, diskUsed: 0),
    times: TaskTimes(start: 1, stageIn: 2, run: 1 << 40))

  static let kinds: [RunEvent.Kind] = [
    .runStarted(RunPlace(name: "v-1", folder: "/r/v-1"), workflow: "variants"), .callStarted(attempt.call),
    .attemptPrepared(attempt, environment: "local", TaskResources(cpu: 0.5, memory: 1 << 40)),
    .attemptPrepared(attempt, environment: "local", TaskResources(cpu: 2)),
    .attemptPrepared(
      attempt, environment: "aws",
      TaskResources(cpu: 2, disks: [TaskDisk(size: 9), TaskDisk(mountPoint: "/d", size: 8)], gpus: 1, timeLimit: 60),
      image: "quay.io/a:1"),
    .attemptSubmitted(attempt, BackendHandle(backend: "aws-batch", identifier: "a:b")),
    .attemptTakenOver(attempt, BackendHandle(backend: "aws-batch", identifier: "a:b")),
    .attemptWaiting(attempt, reason: "the queue is full"), .attemptWaiting(attempt, reason: nil),
    .attemptRunning(attempt), .attemptEnded(attempt, .outcome(.exited(status: 137, files))),
    .attemptEnded(attempt, .outcome(.lost(reason: "Host EC2 terminated"))),
    .attemptEnded(
      attempt, .outcome(.failed(TaskFailure(.outOfMemory, reason: "r", advice: "a", mayRetry: true, files: files)))),
    .attemptEnded(attempt, .outcome(.failed(TaskFailure(.unknown, reason: "r")))), .attemptEnded(attempt, .cancelled),
    .attemptEnded(attempt, .error("no such queue")), .callSucceeded(attempt.call, attempt: 1, status: 0),
    .runResumed(RunPlace(name: "v-1", folder: "/r/v-1")), .callRestored(attempt.call),
    .callFailed(attempt.call, message: "it broke\n  here"), .callCancelled(attempt.call), .note(.warning, "look"),
    .runEnded(.succeeded), .runEnded(.failed("why")), .runEnded(.cancelled),
  ]

  @Test(arguments: kinds) func anEventReadsBackAsItWasWritten(_ kind: RunEvent.Kind) throws {
    let event = RunEvent(time: 1_700_000_000_123, kind)
    #expect(try RunEvent(JSONParser.parse(JSONWriter.compact(event.json))) == event)
    #expect(!event.summary.isEmpty)
  }

  @Test func aJournalReadsBackInOrder() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path + "/journal.jsonl"
    let journal = try Journal(at: path)
    let events = Self.kinds.enumerated().map { RunEvent(time: Int64($0), $1) }
    for event in events { try journal.append(event) }
    #expect(try Journal.events(at: path) == events)
  }

  @Test func aJournalGoesOnAfterATornLine() throws {
    let scratch = try ScratchFolder()
    let events = Self.kinds.enumerated().map { RunEvent(time: Int64($0), $1) }
    let lines = events.map { JSONWriter.compact($0.json) + "\n" }
    let path = try scratch.write(lines[0] + lines[1] + lines[2].dropLast(3), to: "journal.jsonl")
    let (journal, before) = try Journal.continuing(path)
    #expect(before == [events[0], events[1]])
    try journal.append(events[3])
    #expect(try Journal.events(at: path) == [events[0], events[1], events[3]])
  }

  @Test func aTornLastLineIsPassedOver() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path + "/journal.jsonl"
    let first = RunEvent(time: 1, .note(.info, "a"))
    let line = JSONWriter.compact(first.json) + "\n"
    for length in 0..<line.utf8.count {
      try Disk.write(Array((line + String(line.prefix(length))).utf8), to: path)
      #expect(try Journal.events(at: path) == [first])
    }
  }

  @Test func aBrokenLineInTheMiddleIsAnErrorThatNamesIt() throws {
    let scratch = try ScratchFolder()
    let good = JSONWriter.compact(RunEvent(time: 1, .note(.info, "a")).json)
    let path = try scratch.write("\(good)\n{\"time\":1\n\(good)\n", to: "journal.jsonl")
    let error = #expect(throws: ExecutionError.self) { try Journal.events(at: path) }
    #expect(error?.message == "line 2 of \(path) is no event")
  }

  @Test func aJournalOfANewerFormatIsRefused() throws {
    let json = try JSONParser.parse(
      #"{"time":1,"event":"run-started","journal":2,"run":"r","folder":"/r","workflow":"w"}"#)
    let error = #expect(throws: ExecutionError.self) { try RunEvent(json) }
    #expect(error?.code == .unsupported)
  }

  @Test func membersThatAreNotKnownArePassedOver() throws {
    let json = try JSONParser.parse(#"{"time":1,"event":"call-started","call":"a[2]/b","new":[1]}"#)
    #expect(try RunEvent(json) == RunEvent(time: 1, .callStarted(CallPath([.init("a", shards: [2]), .init("b")]))))
  }
}
