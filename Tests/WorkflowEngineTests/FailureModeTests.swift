import FileStorage
import JSONText
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct FailureModeTests {
  private func run(
    _ backend: FakeBackend, _ mode: FailureMode, _ workflow: FakeWorkflow, in scratch: borrowing ScratchFolder
  ) async -> (error: String?, events: [String]) {
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.failureMode = mode
    let engine = Engine(settings, storages: [FileStorage()]) { _ in backend }
    var message: String?
    do { _ = try await engine.run(workflow) } catch { message = "\(error)" }
    let journal = (try? Journal.events(at: scratch.path + "/runs/_latest/journal.jsonl")) ?? []
    return (message?.replacing(scratch.path, with: ""), journal.compactMap { $0.json["event"]?.string })
  }

  /// Calls `a[0]`, `a[1]`, … one after the other and goes on after failures; then says that `b` needs what failed.
  private func patient(_ width: Int, cause: CallPath? = nil) -> FakeWorkflow {
    FakeWorkflow { context in
      var failure: FailedBefore?
      for shard in 0..<width {
        do {
          _ = try await context.run(CallPath([.init("a", shards: [shard])])) { _ in TaskRequest(command: "") }
        } catch let error as FailedBefore {
          failure = failure ?? error
        }
      }
      if let failure { context.skipped(CallPath([.init("b")]), because: failure) }
      return WorkflowOutputs(values: [:], files: [])
    }
  }

  @Test func namesOfOtherEnginesAreUnderstood() {
    #expect(FailureMode(named: "NoNewCalls") == .finish)
    #expect(FailureMode(named: "ContinueWhilePossible") == .continue)
    #expect(FailureMode(named: "continue_while_possible") == .continue)
    #expect(FailureMode(named: "Finish") == .finish)
    #expect(FailureMode(named: "terminate") == .cancel)
    #expect(FailureMode(named: "stop") == nil)
  }

  @Test func whatGoesOnTellsAllFailuresInGroups() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { attempt in
      switch attempt.call.description {
      case "a[1]", "a[2]", "a[4]": .end(FakeTask(status: 7))
      case "a[3]": .end(FakeTask(status: 8))
      default: .end(FakeTask())
      }
    }
    let (error, events) = await run(backend, .continue, patient(6), in: scratch)
    #expect(backend.ran.count == 6)
    #expect(events.count { $0 == "call-failed" } == 4)
    #expect(events.suffix(2) == ["call-skipped", "run-ended"])
    let lines = (error ?? "").split(separator: "\n").filter { !$0.contains("help:") }
    #expect(
      lines == [
        "4 calls failed, and one was not run", "call a[1] failed: exit status 7", "  the same way failed a[2], a[4]",
        "call a[3] failed: exit status 8", "not run: b, which needs a[1]",
      ])
  }

  @Test func whatIsToldDoesNotDependOnWhichCallEndedFirst() async throws {
    func told(_ failed: [Int], _ skipped: [String]) async throws -> [Substring] {
      let scratch = try ScratchFolder()
      let backend = FakeBackend { attempt in
        .end(FakeTask(status: attempt.call.description == "a[10]" ? 8 : 7))
      }
      let workflow = FakeWorkflow { context in
        for shard in failed {
          _ = try? await context.run(CallPath([.init("a", shards: [shard])])) { _ in TaskRequest(command: "") }
        }
        for name in skipped {
          context.skipped(CallPath([.init(name)]), because: FailedBefore(CallPath([.init("a", shards: [2])])))
        }
        return WorkflowOutputs(values: [:], files: [])
      }
      let (error, _) = await run(backend, .continue, workflow, in: scratch)
      return (error ?? "").split(separator: "\n").filter { !$0.contains("help:") }
    }
    let inOrder = try await told([2, 3, 4, 5, 6, 7, 8, 10], ["b", "c"])
    #expect(
      inOrder == [
        "8 calls failed, and 2 were not run", "call a[2] failed: exit status 7",
        "  the same way failed a[3], a[4], a[5], a[6], a[7] and 1 more", "call a[10] failed: exit status 8",
        "not run: b, which needs a[2]", "not run: c, which needs a[2]",
      ])
    #expect(try await told([10, 7, 2, 8, 6, 5, 4, 3], ["c", "b"]) == inOrder)
  }

  @Test func oneFailureIsToldAsItAlwaysIs() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend(script: ["a[0]": [.end(FakeTask(status: 7))]])
    let workflow = FakeWorkflow { context in
      _ = try? await context.run(CallPath([.init("a", shards: [0])])) { _ in TaskRequest(command: "") }
      return WorkflowOutputs(values: [:], files: [])
    }
    let (error, _) = await run(backend, .continue, workflow, in: scratch)
    #expect(error?.hasPrefix("call a[0] failed: exit status 7\n  help: ") == true)
  }

  @Test func aThousandFailuresOfOneKindAreOneGroup() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .end(FakeTask(status: 1)) }
    let (error, _) = await run(backend, .continue, patient(1_000), in: scratch)
    #expect(error?.contains("a[1], a[2], a[3], a[4], a[5] and 994 more") == true)
    #expect((error ?? "").split(separator: "\n").count < 8)
  }

  @Test func aFailureOutsideOfCallsLetsThoseThatRunFinish() async throws {
    let scratch = try ScratchFolder()
    let (running, continuation) = AsyncStream<Void>.makeStream()
    let (failed, goOn) = AsyncStream<Void>.makeStream()
    let backend = FakeBackend { _ in
      continuation.yield()
      for await _ in failed { break }
      return .end(FakeTask())
    }
    let workflow = FakeWorkflow { context in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { _ = try await context.run(CallPath([.init("a")])) { _ in TaskRequest(command: "") } }
        group.addTask {
          for await _ in running { break }
          goOn.yield()
          throw await context.failed(CallPath([.init("x")]), ExecutionError(.evaluationFailed, "no x"))
        }
        while try await group.next() != nil {}
      }
      return WorkflowOutputs(values: [:], files: [])
    }
    let (error, events) = await run(backend, .finish, workflow, in: scratch)
    #expect(error == "no x")
    #expect(events.contains("call-succeeded"))
    #expect(!events.contains("call-cancelled"))
  }
}
