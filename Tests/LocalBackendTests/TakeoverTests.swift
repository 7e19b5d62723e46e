import Glibc
import LocalBackend
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

/// Processes that an earlier process of the run began: one backend starts them here, another goes on with them.
@Suite struct TakeoverTests {
  private static let waiting = "echo once; touch ready; until [ -e go ]; do sleep 0.02; done; echo x >out; exit 3"

  private func backend() -> LocalBackend {
    var settings = LocalSettings()
    settings.containers = .none
    settings.grace = 1
    return LocalBackend(settings, machine: MachineCapacity(cpu: 2, memory: 1 << 30))
  }

  private func attempt(
    _ folder: String, _ command: String, timeLimit: Int64? = nil, mayHaveBegun: Bool = false
  ) throws -> BackendAttempt {
    let run = RunPlace(name: "run", folder: folder)
    let call = CallPath([.init("call")])
    var request = TaskRequest(command: command)
    request.outputs = [.path("out")]
    request.resources.timeLimit = timeLimit
    try Disk.makeFolder(run.attemptFolder(call, 0))
    return BackendAttempt(
      call: call, number: 0, request: request,
      placement: TaskPlacement(inputFolder: run.callFolder(call) + "/inputs", workFolder: nil, seesLocalFiles: true),
      run: run, folder: run.attemptFolder(call, 0), mayHaveBegun: mayHaveBegun)
  }

  private func text(_ path: String) throws -> String { String(decoding: try Disk.read(path), as: UTF8.self) }

  /// Starts an attempt and goes on with it by another backend, as soon as it is ready.
  ///
  /// - Returns: what the second backend made of it.
  private func takeOver(
    _ first: BackendAttempt, by second: BackendAttempt, hasHandle: Bool = true,
    _ meanwhile: @escaping @Sendable (BackendHandle) async throws -> Void
  ) async throws -> (outcome: TaskOutcome, reports: [BackendReport]) {
    let handles = Gathered<BackendHandle>()
    let reports = Gathered<BackendReport>()
    return try await withThrowingTaskGroup(of: TaskOutcome?.self) { group in
      group.addTask {
        _ = try await self.backend().run(first, takingOver: nil) { report in
          if case .submitted(let handle) = report { handles.add(handle) }
        }
        return nil
      }
      while handles.all.isEmpty || access(first.folder + "/work/ready", F_OK) != 0 { await Task.yield() }
      let handle = try #require(handles.all.first)
      try Disk.removeTree(first.folder + "/work/ready")
      group.addTask {
        try await meanwhile(handle); return nil
      }
      let outcome = try await backend().run(second, takingOver: hasHandle ? handle : nil) { reports.add($0) }
      try await group.waitForAll()
      return (outcome, reports.all)
    }
  }

  @Test(arguments: [true, false]) func whatStillRunsIsWaitedFor(hasHandle: Bool) async throws {
    let scratch = try ScratchFolder()
    let first = try attempt(scratch.path, Self.waiting)
    let second = try attempt(scratch.path, Self.waiting, mayHaveBegun: true)
    let (outcome, reports) = try await takeOver(first, by: second, hasHandle: hasHandle) { handle in
      try await Task.sleep(for: .milliseconds(200))
      try Disk.write([], to: first.folder + "/work/go")
    }
    guard case .exited(3, let files) = outcome else { throw Unexpected(outcome) }
    #expect(files.entries.map(\.path) == ["out"])
    #expect(try text(first.folder + "/stdout") == "once\n")
    #expect(reports.contains { if case .takenOver = $0 { true } else { false } })
  }

  @Test func whatHasEndedIsReadAndNotRepeated() async throws {
    let scratch = try ScratchFolder()
    let handles = Gathered<BackendHandle>()
    let command = "echo x >>count; echo x >out; exit 5"
    _ = try await backend().run(try attempt(scratch.path, command), takingOver: nil) { report in
      if case .submitted(let handle) = report { handles.add(handle) }
    }
    let again = try attempt(scratch.path, command, mayHaveBegun: true)
    for handle in [handles.all.first, nil] {
      guard case .exited(5, let files) = try await backend().run(again, takingOver: handle, report: { _ in }) else {
        throw Unexpected("another end")
      }
      #expect(files.entries.map(\.path) == ["out"])
    }
    #expect(try text(again.folder + "/work/count") == "x\n")
  }

  @Test(arguments: [SIGKILL, SIGTERM]) func whatWasStoppedRunsAnewInAnEmptyFolder(signal: Int32) async throws {
    let scratch = try ScratchFolder()
    let first = try attempt(scratch.path, "touch ready; sleep 1000")
    let second = try attempt(scratch.path, "ls; echo anew", mayHaveBegun: true)
    let (outcome, _) = try await takeOver(first, by: second) { handle in
      let leader = try #require(pid_t(String(handle.identifier.prefix { $0 != ":" })))
      kill(signal == SIGKILL ? leader : -leader, signal)
    }
    guard case .exited(0, _) = outcome else { throw Unexpected(outcome) }
    #expect(try text(first.folder + "/stdout") == "anew\n")
  }

  @Test func aTakenOverTaskKeepsItsTimeLimit() async throws {
    let scratch = try ScratchFolder()
    let first = try attempt(scratch.path, "touch ready; sleep 60; exit 4")
    let second = try attempt(scratch.path, "exit 0", timeLimit: 1, mayHaveBegun: true)
    let (outcome, _) = try await takeOver(first, by: second) { _ in }
    guard case .failed(let failure) = outcome else { throw Unexpected(outcome) }
    #expect(failure.cause == .timedOut)
  }

  @Test func whatACommandSaysWhenItIsKilledIsItsOwn() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "echo words >&2; kill -KILL $$")
    guard case .exited(137, _) = try await backend().run(attempt, takingOver: nil, report: { _ in }) else {
      throw Unexpected("another end")
    }
    #expect(try text(attempt.folder + "/stderr") == "words\n")
  }
}
