import FileStorage
import JSONText
import Synchronization
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite struct ResumeTests {
  private static let first = CallPath([.init("first")])
  private static let second = CallPath([.init("second")])

  /// Two calls, one after the other, each with a file.
  private let workflow = FakeWorkflow { context in
    var files: [FileReference] = []
    for call in [first, second] {
      let success = try await context.run(call) { _ in
        var request = TaskRequest(command: "true")
        request.outputs = [.path("out.txt")]
        return request
      }
      files += success.files.entries.map(\.reference)
    }
    return WorkflowOutputs(
      values: ["fake.out": .array(files.map { .string($0.location) })], files: Set(files))
  }

  private func engine(_ scratch: borrowing ScratchFolder, _ backend: FakeBackend) -> Engine {
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.publishesOutputs = false
    return Engine(settings, storages: [FileStorage()]) { _ in backend }
  }

  private func directory(_ scratch: borrowing ScratchFolder) throws -> RunDirectory {
    let path = try #require(try Disk.realPath(of: scratch.path + "/runs/_latest"))
    return RunDirectory(RunPlace(name: FileReference(path).name, folder: path))
  }

  /// Keeps the journal's lines up to the first of this kind, and half of the next line: what a crash leaves.
  private func cut(_ run: RunDirectory, after kind: String, of call: CallPath) throws {
    let lines = String(decoding: try Disk.read(run.journal), as: UTF8.self).split(separator: "\n")
    let last = try #require(
      lines.firstIndex { $0.contains("\"event\":\"\(kind)\"") && $0.contains("\"call\":\"\(call)\"") })
    let torn = lines.dropFirst(last + 1).first?.prefix(20) ?? ""
    try Disk.write(Array((lines[...last].joined(separator: "\n") + "\n" + torn).utf8), to: run.journal)
  }

  private func backend(_ failing: String? = nil) -> FakeBackend {
    FakeBackend { attempt in
      .end(FakeTask(status: "\(attempt.call)" == failing ? 1 : 0, files: ["out.txt": "\(attempt.call)"]))
    }
  }

  @Test func whatHadSucceededIsNotRunAgain() async throws {
    let scratch = try ScratchFolder()
    _ = try? await engine(scratch, backend("second")).run(workflow)
    let again = backend()
    let result = try await engine(scratch, again).resume(workflow, in: directory(scratch))
    #expect(again.ran.map { "\($0.call)" } == ["second"])
    #expect(again.ran.first?.number == 1)
    #expect(result.outputs["fake.out"]?.array?.count == 2)
    let events = try Journal.events(at: directory(scratch).journal)
    #expect(events.contains { $0.kind == .runEnded(.succeeded) })
  }

  @Test func aRunThatWasLeftIsClosedFromOutside() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow)
    let run = try directory(scratch)
    try cut(run, after: "attempt-submitted", of: Self.second)
    try await run.closeAsCancelled()
    let history = RunHistory(try Journal.events(at: run.journal))
    #expect(history.end == .cancelled && history.calls[Self.second]?.open == nil)
    #expect(history.calls[Self.first]?.success != nil)
  }

  @Test func aNameThatIsGivenIsTheRunsEverywhere() async throws {
    let scratch = try ScratchFolder()
    let run = try await engine(scratch, backend()).run(workflow, named: "mine-1").directory
    #expect(run.place.name == "mine-1" && run.place.key == "mine-1" && run.path == scratch.path + "/runs/mine-1")
    let again = try? await engine(scratch, backend()).run(workflow, named: "mine-1")
    #expect(again?.directory == nil)
  }

  @Test(arguments: ["attempt-prepared", "attempt-submitted", "attempt-running"])
  func anAttemptThatHadBegunIsTakenOver(kind: String) async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow)
    let run = try directory(scratch)
    try cut(run, after: kind, of: Self.second)
    let again = backend()
    _ = try await engine(scratch, again).resume(workflow, in: run)
    #expect(again.ran.map { "\($0.call)-\($0.number)" } == ["second-0"])
    #expect(again.ran.first?.mayHaveBegun == true)
    let handle = kind == "attempt-prepared" ? nil : BackendHandle(backend: "fake", identifier: "second-0")
    #expect(again.takenOver == [handle])
  }

  @Test func anAttemptWhoseSuccessWasSeenIsNotRepeated() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow)
    let run = try directory(scratch)
    try cut(run, after: "attempt-ended", of: Self.second)
    let again = backend()
    _ = try await engine(scratch, again).resume(workflow, in: run)
    #expect(again.ran.isEmpty, "it was not said yet that the call had succeeded")
    #expect(
      try Journal.events(at: run.journal).contains { $0.kind == .callSucceeded(Self.second, attempt: 0, status: 0) })
  }

  @Test func aCallWhoseFilesAreGoneRunsAgain() async throws {
    let scratch = try ScratchFolder()
    _ = try? await engine(scratch, backend("second")).run(workflow)
    let run = try directory(scratch)
    try Disk.removeTree(run.path + "/calls/first")
    let again = backend()
    _ = try await engine(scratch, again).resume(workflow, in: run)
    #expect(again.ran.map { "\($0.call)" } == ["first", "second"])
  }

  @Test func aClockThatIsSetBackChangesNothing() async throws {
    let scratch = try ScratchFolder()
    let time = Mutex<Int64>(2_000_000_000_000)
    let backwards = WallClock {
      time.withLock { time in
        time -= 3_600_000
        return time
      }
    }
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.publishesOutputs = false
    let broken = backend("second")
    _ = try? await Engine(settings, storages: [FileStorage()], clock: backwards) { _ in broken }.run(workflow)
    let again = backend()
    _ = try await Engine(settings, storages: [FileStorage()], clock: backwards) { _ in again }
      .resume(workflow, in: directory(scratch))
    #expect(again.ran.map { "\($0.call)" } == ["second"])
    let times = try Journal.events(at: directory(scratch).journal).map(\.time)
    #expect(times == times.sorted(by: >))
  }

  @Test func aRunThatSucceededIsOver() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow)
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, backend()).resume(workflow, in: directory(scratch))
    }
    #expect(error?.code == .conflict)
  }

  @Test func aRunIsOneProcessesAtATime() async throws {
    let scratch = try ScratchFolder()
    _ = try? await engine(scratch, backend("second")).run(workflow)
    let run = try directory(scratch)
    let lease = try RunLease.take(run)
    #expect(RunLease.isHeld(run) == true)
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, backend()).resume(workflow, in: run)
    }
    #expect(error?.code == .conflict && error?.message.contains("is under way: process") == true)
    withExtendedLifetime(lease) {}
  }

  @Test func theAllowanceOfACallThatWasUnderWayGoesOn() {
    var request = TaskRequest(command: "")
    request.retries.failures = 1
    let files = TaskFiles(stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w")
    let failed = TaskOutcome.exited(status: 1, files)
    var once = RetryDecision(after: [failed], of: request)
    #expect(once.next(after: failed, of: request) == .giveUp)
    var spent = RetryDecision(after: [failed, failed], of: request)
    #expect(spent.next(after: failed, of: request) == .retry, "another try was asked for")
  }

  @Test func aCallThatHadFailedBeginsAnew() {
    let name = AttemptName(Self.first, 0)
    let history = RunHistory(
      [
        .runStarted(RunPlace(name: "r", folder: "/r"), workflow: "w"), .callStarted(Self.first),
        .attemptPrepared(name, environment: "local", TaskResources(cpu: 1)), .attemptEnded(name, .cancelled),
        .callCancelled(Self.first), .runEnded(.cancelled),
      ].map { RunEvent(time: 0, $0) })
    #expect(history.calls[Self.first] == RunHistory.Call(nextNumber: 1))
    #expect(history.end == .cancelled)
  }
}
