import TaskAgent
import TaskManifest
import Testing

@Suite struct StopTests {
  private let bench: AgentBench
  private var store: FakeObjectStore { bench.store }

  init() throws { bench = try AgentBench() }

  /// Runs a task that something holds up, and stops it there.
  private func stopped(_ manifest: TaskManifest) async throws -> (status: Int32, result: TaskResult?) {
    async let ended = bench.run(manifest)
    for await _ in store.waiting {
      bench.stop()
      break
    }
    return try await ended
  }

  @Test func duringStageIn() async throws {
    store["s3://data/a"] = "a"
    store.trouble(.waits, at: "s3://data/a")
    let (status, result) = try await stopped(
      bench.manifest(
        "echo started",
        inputs: [ManifestInput(.object(url: "s3://data/a", size: nil, etag: nil), at: bench.inputs + "/a")]))
    #expect(status == 143)
    #expect(
      result?.failure
        == .init(.stageIn, .terminated, "the task was stopped from outside during the staging of its inputs"))
    #expect(store["s3://runs/task/stdout"] == "")
  }

  @Test func duringTheRun() async throws {
    let manifest = bench.manifest(
      "trap 'echo saved; exit 7' TERM; echo begun > '\(bench.folder)/begun'; sleep 600 & wait")
    let end = try await stoppedWhenBegun(manifest)
    #expect(end.status == 143)
    #expect(end.result?.exitStatus == 7)
    #expect(end.result?.failure == .init(.run, .terminated, "the task was stopped from outside during its run"))
    #expect(store["s3://runs/task/stdout"] == "saved\n")
  }

  @Test func duringTheRunOfACommandThatDoesNotListen() async throws {
    let manifest = bench.manifest("trap '' TERM; echo begun > '\(bench.folder)/begun'; while :; do sleep 1; done") {
      $0.grace = 0
    }
    let end = try await stoppedWhenBegun(manifest)
    #expect(end.status == 143)
    #expect(end.result?.signal == 9)
    #expect(end.result?.failure?.cause == .terminated)
  }

  private func stoppedWhenBegun(_ manifest: TaskManifest) async throws -> (status: Int32, result: TaskResult?) {
    async let ended = bench.run(manifest)
    while (try? bench.text("begun")) != "begun\n" { await Task.yield() }
    bench.stop()
    return try await ended
  }

  @Test func duringStageOut() async throws {
    store.trouble(.waits, at: "s3://runs/task/work/one")
    let (status, result) = try await stopped(
      bench.manifest("echo 1 > one; echo said", outputs: [.path("one")]))
    #expect(status == 143)
    #expect(result?.exitStatus == 0)
    #expect(result?.files == [])
    #expect(
      result?.failure
        == .init(.stageOut, .terminated, "the task was stopped from outside during the staging of its outputs"))
    #expect(store["s3://runs/task/stdout"] == "said\n")
  }
}
