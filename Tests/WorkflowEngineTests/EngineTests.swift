import FileStorage
import JSONText
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct EngineTests {
  private let call = CallPath([.init("align", shards: [3])])

  private func engine(
    _ scratch: borrowing ScratchFolder, _ backend: FakeBackend, mode: FailureMode = .cancel,
    window: Int = 100, storages: [any Storage] = [FileStorage()], observers: [any RunObserver] = []
  ) -> Engine {
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.failureMode = mode
    settings.callWindow = window
    return Engine(settings, storages: storages, observers: observers) { _ in backend }
  }

  private func workflow(_ change: @escaping @Sendable (inout TaskRequest, TaskAttempt) -> Void = { _, _ in })
    -> FakeWorkflow
  {
    FakeWorkflow { [call] context in
      let success = try await context.run(call) { attempt in
        var request = TaskRequest(command: "true")
        request.outputs = [.path("out.txt")]
        change(&request, attempt)
        return request
      }
      let files = success.files.entries.map(\.reference)
      return WorkflowOutputs(
        values: ["fake.status": .int(Int(success.status)), "fake.out": .array(files.map { .string($0.location) })],
        files: Set(files))
    }
  }

  private func kinds(_ path: String) throws -> [String] {
    try Journal.events(at: path).map { $0.json["event"]?.string ?? "" }
  }

  @Test func aRunLeavesItsRecordAndItsOutputs() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .end(FakeTask(files: ["out.txt": "hello"])) }
    let result = try await engine(scratch, backend).run(workflow())
    let run = result.directory
    #expect(result.outputs["fake.out"] == [.string(run.published + "/out/out.txt")])
    #expect(try Disk.read(run.published + "/out/out.txt") == Array("hello".utf8))
    #expect(try JSONParser.parse(Disk.read(run.outputs)) == .object(result.outputs))
    #expect(try JSONParser.parse(Disk.read(run.inputs)) == ["fake.n": 1])
    #expect(
      try kinds(run.journal) == [
        "run-started", "call-started", "call-keyed", "attempt-prepared", "attempt-submitted", "attempt-running",
        "attempt-ended", "call-succeeded", "run-ended",
      ])
    #expect(String(decoding: try Disk.read(run.log), as: UTF8.self).contains(" align[3] succeeded\n"))
    #expect(backend.ran.map(\.folder) == [run.path + "/calls/align/3/attempt-1"])
    #expect(backend.shutdownCount == 1)
  }

  @Test(arguments: [
    (3, "exit status 3"), (127, "exit status 127 (a program was not found)"),
    (137, "exit status 137 (ended by SIGKILL, often for want of memory)"), (255, "exit status 255"),
  ])
  func anExitStatusOfTheShellIsExplained(status: Int32, words: String) async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .end(FakeTask(status: status)) }
    let error = await #expect(throws: ExecutionError.self) { try await engine(scratch, backend).run(workflow()) }
    #expect(error?.message == "call align[3] failed: " + words)
  }

  @Test func aFailureThatLeftNothingNamesNoFolder() async throws {
    let scratch = try ScratchFolder()
    let failure = TaskFailure(.imageNotPulled, reason: "no such image", advice: "check its name")
    let backend = FakeBackend { _ in .fail(failure) }
    let error = await #expect(throws: ExecutionError.self) { try await engine(scratch, backend).run(workflow()) }
    #expect(
      error?.description == "call align[3] failed: image-not-pulled: no such image\n  help: check its name")
  }

  @Test func theEndOfALongStderrOfAnotherStorageIsShown() async throws {
    let scratch = try ScratchFolder()
    let storage = FakeStorage()
    storage.put(String(repeating: "chatter\n", count: 300_000) + "the reason\n", at: "fake://b/stderr")
    let files = TaskFiles(
      stdout: FileReference("fake://b/stdout"), stderr: FileReference("fake://b/stderr"), workFolder: "/w")
    let backend = FakeBackend { _ in .fail(TaskFailure(.outOfMemory, reason: "killed", files: files)) }
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, backend, storages: [storage]).run(workflow())
    }
    #expect(error?.description.contains("chatter\n    the reason\n  help: its command") == true)
  }

  @Test func aFailureSaysWhatFailedAndWhereTheFilesAre() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .end(FakeTask(status: 2, stderr: "one\n\nno such file\n")) }
    let error = await #expect(throws: ExecutionError.self) { try await engine(scratch, backend).run(workflow()) }
    let folder = try #require(backend.ran.first?.folder)
    #expect(
      error?.description == """
        call align[3] failed: exit status 2
          the end of its stderr:
            one
            no such file
          help: its command, stdout and stderr are in \(folder)
        """)
    #expect(error?.code == .taskFailed)
    let runs = scratch.path + "/runs/_latest"
    #expect(try kinds(runs + "/journal.jsonl").suffix(2) == ["call-failed", "run-ended"])
    #expect(try Disk.status(of: runs + "/outputs.json") == nil)
  }

  @Test func failuresAreRepeatedWithANewRequest() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend(script: [
      "align[3]": [.end(FakeTask(status: 1)), .lost("reclaimed"), .end(FakeTask(files: ["out.txt": ""]))]
    ])
    _ = try await engine(scratch, backend).run(
      workflow { request, attempt in
        request.retries = RetryAllowance(failures: 1, losses: 1)
        request.resources.memory = (attempt.previous?.resources.memory ?? 1) * 2
      })
    #expect(backend.ran.map(\.request.resources.memory) == [2, 4, 8])
    #expect(backend.ran.map { $0.folder.suffix(9) } == ["attempt-1", "attempt-2", "attempt-3"])
  }

  @Test func theFirstFailureCancelsWhatRunsAndIsWhatIsThrown() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend(script: ["a[0]": [.hang], "a[1]": [.end(FakeTask(status: 7))], "a[2]": [.hang]])
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, backend).run(FakeWorkflow.scatter(3))
    }
    #expect(error?.message.hasPrefix("call a[1] failed: exit status 7") == true)
    let cancelled = try kinds(scratch.path + "/runs/_latest/journal.jsonl").filter { $0 == "call-cancelled" }
    #expect(cancelled.count <= 2)
  }

  @Test func afterAFailureOthersMayFinish() async throws {
    let scratch = try ScratchFolder()
    let (failed, continuation) = AsyncStream<Void>.makeStream()
    let backend = FakeBackend { attempt in
      if attempt.call.description == "a[1]" {
        continuation.yield()
        return .end(FakeTask(status: 7))
      }
      for await _ in failed { break }
      return .end(FakeTask())
    }
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, backend, mode: .finish, window: 2).run(FakeWorkflow.scatter(2))
    }
    #expect(error?.message.hasPrefix("call a[1] failed") == true)
    let events = try kinds(scratch.path + "/runs/_latest/journal.jsonl")
    #expect(events.contains("call-succeeded"))
    #expect(!events.contains("call-cancelled"))
  }

  @Test func noMoreCallsStartThanTheWindowHolds() async throws {
    let scratch = try ScratchFolder()
    let counter = Counter()
    let backend = FakeBackend { _ in
      await counter.enter()
      await Task.yield()
      await counter.leave()
      return .end(FakeTask())
    }
    _ = try await engine(scratch, backend, window: 3).run(FakeWorkflow.scatter(50))
    #expect(backend.ran.count == 50)
    #expect(await counter.most <= 3)
  }

  @Test func cancellingTheRunEndsItsCalls() async throws {
    let scratch = try ScratchFolder()
    let (running, continuation) = AsyncStream<Void>.makeStream()
    let backend = FakeBackend { _ in
      continuation.yield()
      return .hang
    }
    let engine = engine(scratch, backend)
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await engine.run(FakeWorkflow.scatter(2)) }
      for await _ in running { break }
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
    let last = try Journal.events(at: scratch.path + "/runs/_latest/journal.jsonl").last
    #expect(last?.kind == .runEnded(.cancelled))
  }

  @Test func aBackendThatCannotBeUsedEndsTheRunWithItsError() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .refuse(ExecutionError(.noCredentials, "no credentials", help: "log in")) }
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, backend).run(workflow { request, _ in request.retries.failures = 5 })
    }
    #expect(error?.code == .noCredentials)
    #expect(backend.ran.count == 1)
  }

  @Test func aSlowObserverLosesNothing() async throws {
    let scratch = try ScratchFolder()
    let recorder = Recorder(delay: { for _ in 0..<20 { await Task.yield() } })
    _ = try await engine(scratch, FakeBackend(), observers: [recorder]).run(FakeWorkflow.scatter(20))
    let journal = try Journal.events(at: scratch.path + "/runs/_latest/journal.jsonl")
    #expect(await recorder.events == journal)
    #expect(journal.count == 20 * 7 + 2)
  }

  @Test func aRemoteInputIsBroughtOnce() async throws {
    let scratch = try ScratchFolder()
    let remote = FakeStorage(schemes: ["s3"])
    remote.put("genome", at: "s3://bucket/data/../genome.fa")
    remote.put("1", at: "s3://bucket/folder/a/1")
    let backend = FakeBackend()
    _ = try await engine(scratch, backend, storages: [FileStorage(), remote]).run(
      FakeWorkflow.scatter(4) { request in
        request.inputs = [
          TaskInput(.file(FileReference("s3://bucket/data/../genome.fa")), at: "/in/genome.fa"),
          TaskInput(.folder(FileReference("s3://bucket/folder")), at: "/in/folder"),
        ]
      })
    let sources = Set(backend.ran.map { $0.request.inputs.map(\.source) })
    #expect(sources.count == 1)
    guard case .file(let file)? = sources.first?.first, case .folder(let folder)? = sources.first?.last else {
      Issue.record("no inputs came")
      return
    }
    #expect(file.name == "genome.fa" && folder.name == "folder")
    #expect(try Disk.read(file.location) == Array("genome".utf8))
    #expect(try Disk.read(folder.location + "/a/1") == Array("1".utf8))
  }

  @Test func aLongSignatureFitsTheFileSystem() async throws {
    let scratch = try ScratchFolder()
    let remote = FakeStorage(schemes: ["https"])
    let url = "https://host/genome.fa?signature=" + String(repeating: "x", count: 600)
    remote.put("genome", at: url)
    let backend = FakeBackend()
    _ = try await engine(scratch, backend, storages: [FileStorage(), remote]).run(
      FakeWorkflow.scatter(1) { $0.inputs = [TaskInput(.file(FileReference(url)), at: "/in/genome.fa")] })
    guard case .file(let file)? = backend.ran.first?.request.inputs.first?.source else {
      Issue.record("no file came")
      return
    }
    #expect(try Disk.read(file.location) == Array("genome".utf8))
  }

  @Test func aRemoteInputThatIsMissingFailsTheCallWithTheStoragesError() async throws {
    let scratch = try ScratchFolder()
    let engine = engine(scratch, FakeBackend(), storages: [FileStorage(), FakeStorage(schemes: ["s3"])])
    let error = await #expect(throws: ExecutionError.self) {
      try await engine.run(
        FakeWorkflow.scatter(1) { $0.inputs = [TaskInput(.file(FileReference("s3://bucket/no")), at: "/in/no")] })
    }
    #expect(error?.code == .fileNotFound)
  }

  @Test func aSchemeThatNothingServesIsNamed() async throws {
    let scratch = try ScratchFolder()
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch, FakeBackend()).run(
        FakeWorkflow { context in
          _ = try await context.read(FileReference("gs://bucket/x"), limit: 1)
          return WorkflowOutputs(values: [:], files: [])
        })
    }
    #expect(error?.code == .unsupported)
    #expect(error?.message.contains("gs://") == true)
  }

  @Test func aFullDiskUnderTheJournalEndsTheRun() async throws {
    let scratch = try ScratchFolder()
    let engine = Engine(EngineSettings(runsFolder: "/dev/full/runs"), storages: []) { _ in FakeBackend() }
    let error = await #expect(throws: ExecutionError.self) { try await engine.run(FakeWorkflow.scatter(1)) }
    #expect(error?.message.contains("/dev/full/runs") == true)
    _ = scratch.path
  }
}

/// Counts who is inside.
actor Counter {
  private var inside = 0
  private(set) var most = 0

  func enter() {
    inside += 1
    most = max(most, inside)
  }

  func leave() { inside -= 1 }
}
