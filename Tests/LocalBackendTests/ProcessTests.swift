import Glibc
import LocalBackend
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

/// Tasks as processes of this machine: what goes beyond what every backend must do.
@Suite struct ProcessTests {
  private func backend(_ change: (inout LocalSettings) -> Void = { _ in }) -> LocalBackend {
    var settings = LocalSettings()
    settings.containers = .none
    change(&settings)
    return LocalBackend(settings, machine: MachineCapacity(cpu: 2, memory: 1 << 30))
  }

  private func attempt(
    _ folder: String, _ command: String, _ change: (inout TaskRequest) -> Void = { _ in }
  ) throws -> BackendAttempt {
    let run = RunPlace(name: "run", folder: folder)
    let call = CallPath([.init("call")])
    var request = TaskRequest(command: command)
    change(&request)
    try Disk.makeFolder(run.attemptFolder(call, 0))
    return BackendAttempt(
      call: call, number: 0, request: request,
      placement: TaskPlacement(inputFolder: run.callFolder(call) + "/inputs", workFolder: nil, seesLocalFiles: true),
      run: run, folder: run.attemptFolder(call, 0))
  }

  private func isAlive(_ file: String) throws -> Bool {
    let text = String(decoding: try Disk.read(file), as: UTF8.self).filter(\.isNumber)
    guard let id = pid_t(text), let status = try? Disk.read("/proc/\(id)/stat") else { return false }
    let fields = String(decoding: status, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
    return fields?.first != "Z"
  }

  /// Starts an attempt, waits until the file `ready` is in its working folder, and cancels it.
  private func cancelWhenReady(_ backend: LocalBackend, _ attempt: BackendAttempt) async throws {
    let ready = attempt.folder + "/work/ready"
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await backend.run(attempt, takingOver: nil) { _ in } }
      while access(ready, F_OK) != 0 { await Task.yield() }
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
  }

  @Test func whatACommandLeftRunningMayFinishItsWords() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "(sleep 0.2; echo late words) & echo first words; exit 3")
    let outcome = try await backend().run(attempt, takingOver: nil) { _ in }
    #expect(outcome.files != nil)
    #expect(String(decoding: try Disk.read(attempt.folder + "/stdout"), as: UTF8.self) == "first words\nlate words\n")
  }

  @Test func aCancelEndsEveryProcessOfTheTask() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(
      scratch.path,
      """
      sleep 1000 & echo $! >child
      set -m; sleep 1000 & echo $! >other-group
      touch ready; wait
      """)
    try await cancelWhenReady(backend(), attempt)
    for file in ["child", "other-group"] { #expect(try !isAlive(attempt.folder + "/work/" + file)) }
  }

  @Test func whatIgnoresTermIsKilledAfterTheGrace() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(
      scratch.path,
      "trap '' TERM; (trap '' TERM; echo $BASHPID >deaf; touch ready; while :; do sleep 0.05; done) & wait")
    try await cancelWhenReady(backend { $0.grace = 0 }, attempt)
    #expect(try !isAlive(attempt.folder + "/work/deaf"))
  }

  @Test func whatACommandLeavesRunningEndsWithIt() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "sleep 1000 >/dev/null 2>&1 & echo $! >left")
    _ = try await backend().run(attempt, takingOver: nil) { _ in }
    let left = attempt.folder + "/work/left"
    // The kernel ends a killed process in its own time.
    while try isAlive(left) { await Task.yield() }
  }

  @Test func aTimeLimitStopsTheTask() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "echo said; sleep 1000") { $0.resources.timeLimit = 1 }
    let outcome = try await backend().run(attempt, takingOver: nil) { _ in }
    guard case .failed(let failure) = outcome else { throw Unexpected(outcome) }
    #expect(failure.cause == .timedOut)
    #expect(try Disk.read(failure.files?.stdout.location ?? "") == Array("said\n".utf8))
  }

  @Test func aMissingShellIsReplacedByTheSystems() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "exit 5") { $0.shell = ["/no/such/bash", "-x"] }
    guard case .exited(let status, _) = try await backend().run(attempt, takingOver: nil, report: { _ in }) else {
      throw Unexpected("no exit")
    }
    #expect(status == 5)
  }

  @Test func aSignalIsToldAsShellsTellIt() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "kill -SEGV $$")
    guard case .exited(let status, _) = try await backend().run(attempt, takingOver: nil, report: { _ in }) else {
      throw Unexpected("no exit")
    }
    #expect(status == 128 + SIGSEGV)
  }

  @Test func anInputThatIsMissingIsAClearError() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "true") {
      $0.inputs = [TaskInput(.file(FileReference("/no/such/file")), at: "/in/file")]
    }
    let error = await #expect(throws: ExecutionError.self) {
      try await backend().run(attempt, takingOver: nil) { _ in }
    }
    #expect(error?.code == .fileNotFound)
    #expect(error?.message == "cannot use the input /no/such/file: No such file or directory")
  }

  @Test func standardInputIsEmpty() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "cat; readlink /proc/self/fd/0")
    _ = try await backend().run(attempt, takingOver: nil) { _ in }
    #expect(try Disk.read(attempt.folder + "/stdout") == Array("/dev/null\n".utf8))
  }

  @Test func tasksWaitForTheirShareAndSayWhy() async throws {
    let scratch = try ScratchFolder()
    let other = try ScratchFolder()
    let backend = backend()
    let (waiting, continuation) = AsyncStream<Void>.makeStream()
    let first = try attempt(scratch.path, "while [ ! -e go ]; do sleep 0.01; done") { $0.resources.cpu = 2 }
    let second = try attempt(other.path, "true")
    let reports = Gathered<BackendReport>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = try await backend.run(first, takingOver: nil) { if $0 == .running { continuation.yield() } }
      }
      var events = waiting.makeAsyncIterator()
      await events.next()
      group.addTask {
        _ = try await backend.run(second, takingOver: nil) { report in
          reports.add(report)
          if case .waiting = report { continuation.yield() }
        }
      }
      await events.next()
      try Disk.write([], to: first.folder + "/work/go")
      try await group.waitForAll()
    }
    #expect(reports.all.first == .waiting(reason: "other tasks use this machine"))
    #expect(reports.all.last == .running)
  }

  @Test func whatIsPassedOverIsSaidOnce() async throws {
    let scratch = try ScratchFolder()
    let backend = backend()
    let notes = Gathered<String>()
    for _ in 0..<2 {
      let attempt = try attempt(scratch.path, "true") {
        $0.images = ["debian:12"]
        $0.resources.cpu = 64
        $0.resources.gpus = 1
      }
      _ = try await backend.run(attempt, takingOver: nil) { report in
        if case .note(let note) = report { notes.add(note) }
      }
    }
    #expect(
      notes.all == [
        "tasks name images; they run as processes of this machine, as `--containers none` says",
        "call asks for more cores or memory than there are for tasks here; it runs alone",
        "call asks for GPUs, and none are seen here; it runs without",
      ])
  }
}

struct Unexpected: Error {
  let what: String

  init(_ what: Any) { self.what = "\(what)" }
}
