import Glibc
import LocalBackend
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

/// An image with a POSIX shell that the container runtime of this machine has: `MARTLET_TEST_IMAGE`.
private let image = getenv("MARTLET_TEST_IMAGE").map { String(cString: $0) } ?? ""

/// Tasks in real containers.
@Suite(.serialized, .enabled(if: !image.isEmpty, "MARTLET_TEST_IMAGE names no image"))
struct ContainerTests {
  private func attempt(
    _ folder: String, _ command: String, _ change: (inout TaskRequest) -> Void = { _ in }
  ) throws -> BackendAttempt {
    let run = RunPlace(name: FileReference(folder).name, folder: folder)
    let call = CallPath([.init("call", shards: [1])])
    var request = TaskRequest(command: command)
    request.images = [image]
    change(&request)
    try Disk.makeFolder(run.attemptFolder(call, 0))
    return BackendAttempt(
      call: call, number: 0, request: request,
      placement: TaskPlacement(
        inputFolder: ContainerCommand.inputFolder, workFolder: ContainerCommand.workFolder, seesLocalFiles: false),
      run: run, folder: run.attemptFolder(call, 0))
  }

  private func run(_ attempt: BackendAttempt) async throws -> TaskOutcome {
    try await LocalBackend().run(attempt, takingOver: nil) { _ in }
  }

  @Test func containersDoWhatEveryBackendMust() async {
    let complaints = await checkBackend(LocalBackend(), images: [image])
    #expect(complaints == [])
  }

  @Test func anOutputThatIsALinkToAnInputIsTheInput() async throws {
    let scratch = try ScratchFolder()
    let input = try scratch.write("reads", to: "data/in.bam")
    let seen = ContainerCommand.inputFolder + "/0/in.bam"
    let attempt = try attempt(scratch.path, "ln -s \(seen) out.bam") { request in
      request.inputs = [TaskInput(.file(FileReference(input)), at: seen)]
      request.outputs = [.path("out.bam"), .path(seen), .path(ContainerCommand.workFolder + "/out.bam")]
    }
    guard case .exited(0, let files) = try await run(attempt) else { throw Unexpected("no exit") }
    #expect(files.workFolder == ContainerCommand.workFolder)
    #expect(files.entries.map(\.path) == ["out.bam", seen])
    #expect(files.entries.map(\.reference.location) == [attempt.folder + "/work/out.bam", input])
    #expect(try Disk.read(files.entries[0].reference.location) == Array("reads".utf8))
  }

  @Test func aPathOfTheImageIsNotAnOutputOfThisMachine() async throws {
    let scratch = try ScratchFolder()
    let here = try scratch.write("this machine's", to: "here.txt")
    let attempt = try attempt(scratch.path, "ln -s \(here) linked.txt; touch made.txt") { request in
      request.outputs = [.path(here), .path("linked.txt"), .glob(scratch.path + "/*.txt"), .glob("*.txt")]
    }
    guard case .exited(0, let files) = try await run(attempt) else { throw Unexpected("no exit") }
    #expect(files.entries.map(\.path) == ["made.txt"])
    #expect(files.matches == [scratch.path + "/*.txt": [], "*.txt": ["made.txt"]])
  }

  @Test func disksAreFoldersOfTheAttempt() async throws {
    let scratch = try ScratchFolder()
    let points = ["/cromwell_root", "/mnt/martlet-disk", "/mnt/martlet-disk/in"]
    let attempt = try attempt(
      scratch.path,
      points.map { "echo made >\($0)/out.txt" }.joined(separator: "\n") + "\nln -s /cromwell_root/out.txt ."
    ) { request in
      request.resources.disks = points.map { TaskDisk(mountPoint: $0, size: 1) }
      request.outputs = points.map { .path($0 + "/out.txt") } + [.path("out.txt")]
    }
    guard case .exited(0, let files) = try await run(attempt) else { throw Unexpected("no exit") }
    #expect(files.entries.map(\.path) == points.map { $0 + "/out.txt" } + ["out.txt"])
    #expect(
      files.entries.map(\.reference.location)
        == points.map { attempt.folder + "/disks\($0)/out.txt" } + [attempt.folder + "/work/out.txt"])
    for entry in files.entries { #expect(try Disk.read(entry.reference.location) == Array("made\n".utf8)) }
  }

  @Test func whatAContainerWritesIsTheUsers() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "touch out.txt; mkdir folder; touch folder/in.txt")
    _ = try await run(attempt)
    for name in ["out.txt", "folder", "folder/in.txt"] {
      var status = stat()
      #expect(stat(attempt.folder + "/work/" + name, &status) == 0)
      #expect(status.st_uid == getuid())
    }
  }

  @Test func furtherArgumentsReachTheRuntime() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "df /extra | tail -1")
    var settings = LocalSettings()
    settings.containerArguments = ["--tmpfs", "/extra"]
    settings.pull = .never
    let outcome = try await LocalBackend(settings).run(attempt, takingOver: nil) { _ in }
    guard case .exited(0, let files) = outcome else { throw Unexpected(outcome) }
    #expect(String(decoding: try Disk.read(files.stdout.location), as: UTF8.self).contains("/extra"))
  }

  @Test func anImageThatIsNotHereMayNotBeFetchedWithPullNever() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "true") { $0.images = ["localhost/not-here:1"] }
    var settings = LocalSettings()
    settings.pull = .never
    let outcome = try await LocalBackend(settings).run(attempt, takingOver: nil) { _ in }
    guard case .failed(let failure) = outcome else { throw Unexpected(outcome) }
    #expect(failure.reason == "localhost/not-here:1 is not here, and `pull: never` forbids to fetch it")
  }

  @Test func inputsCannotBeWritten() async throws {
    let scratch = try ScratchFolder()
    let input = try scratch.write("reads", to: "in.bam")
    let seen = ContainerCommand.inputFolder + "/0/in.bam"
    let attempt = try attempt(scratch.path, "echo spoilt >\(seen)") { request in
      request.inputs = [TaskInput(.file(FileReference(input)), at: seen)]
    }
    guard case .exited(let status, _) = try await run(attempt) else { throw Unexpected("no exit") }
    #expect(status != 0)
    #expect(try scratch.text(of: "in.bam") == "reads")
  }

  @Test func theCommandsOwnStatusOf127IsItsOwn() async throws {
    let scratch = try ScratchFolder()
    guard case .exited(let status, _) = try await run(attempt(scratch.path, "no-such-program")) else {
      throw Unexpected("no exit")
    }
    #expect(status == 127)
  }

  @Test func anImageThatCannotBePulledIsSaidInTheRuntimesWords() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "true") { $0.images = ["localhost:1/no/such/image"] }
    guard case .failed(let failure) = try await run(attempt) else { throw Unexpected("no failure") }
    #expect(failure.cause == .imageNotPulled)
    #expect(failure.reason.hasPrefix("localhost:1/no/such/image: "))
    #expect(failure.advice == "check the network and the name of the registry, localhost:1")
  }

  @Test func aShellThatTheImageHasNotGotIsReplaced() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "echo $0; exit 4") { $0.shell = ["/no/such/bash", "-e"] }
    guard case .exited(let status, let files) = try await run(attempt) else { throw Unexpected("no exit") }
    #expect(status == 4)
    #expect(try Disk.read(files.stdout.location) == Array("/mnt/martlet/command\n".utf8))
  }

  @Test func aCancelEndsTheContainerWithoutWaitingForTheGrace() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "touch ready; sleep 1000")
    var settings = LocalSettings()
    settings.grace = 300
    let backend = LocalBackend(settings)
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await backend.run(attempt, takingOver: nil) { _ in } }
      while access(attempt.folder + "/work/ready", F_OK) != 0 { await Task.yield() }
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
  }

  @Test func aContainerOfAnEarlierProcessIsTakenOver() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch.path, "echo once; touch ready; until [ -e go ]; do sleep 0.1; done; exit 3")
    let handles = Gathered<BackendHandle>()
    try await withThrowingTaskGroup(of: TaskOutcome.self) { group in
      group.addTask {
        try await LocalBackend().run(attempt, takingOver: nil) { report in
          if case .submitted(let handle) = report { handles.add(handle) }
        }
      }
      while access(attempt.folder + "/work/ready", F_OK) != 0 { await Task.yield() }
      group.addTask {
        try await LocalBackend().run(attempt, takingOver: handles.all.first) { report in
          if case .takenOver(let handle) = report { handles.add(handle) }
        }
      }
      while handles.all.count < 2 { await Task.yield() }
      #expect(Set(handles.all).count == 1)
      try Disk.write([], to: attempt.folder + "/work/go")
      for try await outcome in group {
        guard case .exited(3, _) = outcome else { throw Unexpected(outcome) }
      }
    }
    #expect(String(decoding: try Disk.read(attempt.folder + "/stdout"), as: UTF8.self) == "once\n")
  }

  @Test func aContainerWhoseWaiterWasKilledIsRemovedAndRunsAnew() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(
      scratch.path, "touch ready; [ -e /mnt/martlet/work/first ] || { touch first; sleep 1000; }")
    let again = try self.attempt(scratch.path, "ls")
    let handles = Gathered<BackendHandle>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = try await LocalBackend().run(attempt, takingOver: nil) { report in
          if case .submitted(let handle) = report { handles.add(handle) }
        }
      }
      while access(attempt.folder + "/work/ready", F_OK) != 0 { await Task.yield() }
      let handle = try #require(handles.all.first)
      let leader = try #require(pid_t(String(handle.identifier.split(separator: ":")[2])))
      kill(leader, SIGKILL)
      let outcome = try await LocalBackend().run(again, takingOver: handle) { _ in }
      guard case .exited(0, _) = outcome else { throw Unexpected(outcome) }
      try await group.waitForAll()
    }
    #expect(try Disk.read(attempt.folder + "/stdout").isEmpty)
  }
}
