import TaskAgent
import TaskManifest
import Testing

@Suite struct CommandTests {
  private let bench: AgentBench
  private var store: FakeObjectStore { bench.store }

  init() throws { bench = try AgentBench() }

  @Test(arguments: [0, 1, 3, 127, 255] as [Int32])
  func theAgentEndsWithTheCommandsStatus(status: Int32) async throws {
    let (ended, result) = try await bench.run(bench.manifest("exit \(status)"))
    #expect(ended == status)
    #expect(result?.exitStatus == status)
    #expect(result?.signal == nil)
    #expect(result?.failure == nil)
  }

  @Test func aSignalIsToldApartFromAStatus() async throws {
    let (status, result) = try await bench.run(bench.manifest("kill -9 $$"))
    #expect(status == 137)
    #expect(result?.exitStatus == nil)
    #expect(result?.signal == 9)
    #expect(result?.failure == nil)
  }

  @Test func outputsOfACommandThatFailedAreNotKept() async throws {
    let (_, result) = try await bench.run(bench.manifest("echo 1 > one; exit 1", outputs: [.path("one")]))
    #expect(result?.files == [])
    #expect(result?.times["stage-out"] == nil)
  }

  @Test(arguments: [Set([0, 3]), nil] as [Set<Int32>?])
  func aStatusThatMeansSuccessKeepsOutputs(statuses: Set<Int32>?) async throws {
    let (status, result) = try await bench.run(
      bench.manifest("echo 1 > one; exit 3", outputs: [.path("one")]) { $0.successStatuses = statuses })
    #expect(status == 3)
    #expect(result?.files.map(\.path) == ["one"])
  }

  @Test func theCommandSeesTheContainersVariablesAndItsOwn() async throws {
    _ = try await bench.run(
      bench.manifest("echo \"$PATH|$TOOL\"; pwd -P") { $0.environment = ["TOOL": "a b"] })
    #expect(store["s3://runs/task/stdout"] == "/usr/bin:/bin|a b\n\(bench.work)\n")
  }

  @Test func streamsAreKeptAndShownLive() async throws {
    _ = try await bench.run(
      bench.manifest("echo out; echo err >&2; head -c 300000 /dev/zero | tr '\\0' x"), stdout: bench.folder + "/live")
    let long = String(repeating: "x", count: 300_000)
    #expect(store["s3://runs/task/stdout"] == "out\n" + long)
    #expect(store["s3://runs/task/stderr"] == "err\n")
    let live = try bench.text("live")
    #expect(live.utf8.count == 300_008)
    #expect(live.contains("err\n"))
  }

  @Test func aShellThatTheImageDoesNotHaveIsReplaced() async throws {
    let (status, _) = try await bench.run(
      bench.manifest("false; echo not reached") { $0.shell = ["/no/such/bash", "-eu", "-o", "pipefail"] })
    #expect(status == 1)
    #expect(store["s3://runs/task/stdout"] == "")
  }

  @Test func aCommandThatOverstaysIsStopped() async throws {
    let (status, result) = try await bench.run(
      bench.manifest("trap 'echo asked; exit 0' TERM; echo begun; sleep 600 & wait") { $0.timeLimit = 0 })
    #expect(status == AgentStatus.timedOut.rawValue)
    #expect(result?.failure == .init(.run, .timedOut, "the command ran longer than its limit of 0 s"))
  }

  @Test func aCommandThatDoesNotListenIsKilled() async throws {
    let (_, result) = try await bench.run(
      bench.manifest("trap '' TERM; while :; do sleep 1; done") {
        $0.timeLimit = 1
        $0.grace = 0
      })
    #expect(result?.signal == 9)
    #expect(result?.failure?.cause == .timedOut)
  }

  @Test func whatACommandLeavesRunningDoesNotHoldItUp() async throws {
    let (status, _) = try await bench.run(
      bench.manifest("sleep 600 > /dev/null 2>&1 & echo $! > pid; echo done", outputs: [.path("pid")]))
    #expect(status == 0)
    #expect(store["s3://runs/task/stdout"] == "done\n")
    let pid = try #require(store["s3://runs/task/work/pid"]?.split(separator: "\n").first.flatMap { Int32($0) })
    #expect(ProcessTable.isGone(pid))
  }

  @Test func aTaskFolderThatCannotBeMadeIsAFailureOfTheStart() async throws {
    let (status, result) = try await bench.run(
      bench.manifest("true") { $0.taskFolder = "/proc/martlet" })
    #expect(status == AgentStatus.notStarted.rawValue)
    #expect(result?.failure?.phase == .start)
    #expect(result?.failure?.cause == .notStarted)
  }
}
