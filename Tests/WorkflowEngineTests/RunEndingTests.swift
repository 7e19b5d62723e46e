import FileStorage
import JSONText
import Synchronization
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct RunEndingTests {
  private final class Ending: RunEnding {
    let states = Mutex<[String]>([])
    let error: ExecutionError?

    init(failing error: ExecutionError? = nil) { self.error = error }

    func succeeded(
      _ run: RunDirectory, _ workflow: String, _ outputs: WorkflowOutputs, published: JSONObject,
      _ storages: StorageTable
    ) async throws -> JSONObject {
      if let error { throw error }
      return ["fake.x": "elsewhere"]
    }

    func ended(
      _ run: RunDirectory, _ result: Result<JSONObject, any Error>, _ storages: StorageTable
    ) async -> [String] {
      let end = try? Journal.events(at: run.journal).last?.json["event"]?.string
      states.withLock { $0.append("\(end ?? "") cancelled: \(Task.isCancelled) \((try? result.get()) ?? [:])") }
      return ["a warning"]
    }
  }

  private func engine(
    _ scratch: borrowing ScratchFolder, _ ending: Ending,
    _ backend: FakeBackend = FakeBackend { _ in .end(FakeTask()) },
    said: @escaping @Sendable (String) -> Void = { _ in }
  ) -> Engine {
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.ending = ending
    settings.announce = said
    return Engine(settings, storages: [FileStorage()]) { _ in backend }
  }

  @Test func theEndingDecidesWhatTheOutputsAreAndIsToldWhenAllIsWritten() async throws {
    let scratch = try ScratchFolder()
    let ending = Ending()
    let said = Mutex<[String]>([])
    let result = try await engine(scratch, ending, said: { text in said.withLock { $0.append(text) } })
      .run(.scatter(1) as FakeWorkflow)
    #expect(result.outputs == ["fake.x": "elsewhere"])
    #expect(ending.states.withLock { $0 } == ["run-ended cancelled: false \(result.outputs)"])
    #expect(said.withLock { $0 } == ["a warning"])
  }

  @Test func whatFailsThereFailsTheRun() async throws {
    let scratch = try ScratchFolder()
    let ending = Ending(failing: ExecutionError(.conflict, "two of one name"))
    await #expect(throws: ExecutionError.self) { try await engine(scratch, ending).run(.scatter(1) as FakeWorkflow) }
    #expect(ending.states.withLock { $0.count } == 1)
  }

  @Test func aCommandThatSaysSomethingOnStderrHasFailedAndIsRepeated() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { attempt in .end(FakeTask(stderr: attempt.number == 0 ? "oh" : "")) }
    _ = try await engine(scratch, Ending(), backend).run(
      .scatter(1) {
        $0.failsOnStderr = true
        $0.retries.failures = 1
      } as FakeWorkflow)
    #expect(backend.ran.count == 2)
  }
}
