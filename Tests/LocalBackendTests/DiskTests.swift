import Glibc
import LocalBackend
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

/// Disks at paths of their own, for processes of this machine.
@Suite struct DiskTests {
  /// The program, which is built beside the tests; it has to start anew to mount anything.
  private static let martlet: String = {
    let tests = (try? Disk.realPath(of: "/proc/self/exe")) ?? nil
    return Disk.parent(of: tests ?? "") + "/martlet"
  }()

  /// Whether this system lets a process have mounts of its own.
  static let mayMount = system("unshare -m true 2>/dev/null || unshare -Um true 2>/dev/null") == 0

  private func attempt(
    _ scratch: borrowing ScratchFolder, _ disks: [String], _ command: String,
    _ change: (inout TaskRequest) -> Void = { _ in }
  ) throws -> BackendAttempt {
    let run = RunPlace(name: "run", folder: scratch.path)
    let call = CallPath([.init("call")])
    var request = TaskRequest(command: command)
    request.resources.disks = disks.map { TaskDisk(mountPoint: $0, size: 1) }
    change(&request)
    try Disk.makeFolder(run.attemptFolder(call, 0))
    return BackendAttempt(
      call: call, number: 0, request: request,
      placement: TaskPlacement(inputFolder: run.callFolder(call) + "/inputs", workFolder: nil, seesLocalFiles: true),
      run: run, folder: run.attemptFolder(call, 0))
  }

  private func run(_ attempt: BackendAttempt, launcher: String = martlet) async throws -> (Int32, TaskFiles) {
    let backend = LocalBackend(launcher: launcher)
    guard case .exited(let status, let files) = try await backend.run(attempt, takingOver: nil, report: { _ in }) else {
      throw Unexpected("no exit")
    }
    return (status, files)
  }

  private func said(_ files: TaskFiles) throws -> String {
    String(decoding: try Disk.read(files.stdout.location), as: UTF8.self)
  }

  @Test(
    .enabled(if: mayMount, "this system lets no process mount"),
    arguments: [
      ["/martlet-disk"], ["/martlet-disk/deep/er", "/martlet-disk/other"],
      ["/usr/martlet-disk", "/usr/martlet-disk/in"],
      ["/mnt"], ["/opt", "/opt/a"],
    ])
  func aDiskIsThereForTheCommandAlone(points: [String]) async throws {
    let scratch = try ScratchFolder()
    let writes = points.map { "cp inputs \($0)/made.txt" }.joined(separator: " && ")
    let attempt = try attempt(scratch, points, "echo text >inputs && \(writes) && ls -d /usr/bin /proc/self") {
      request in
      request.outputs = points.flatMap { [.path($0 + "/made.txt"), .glob($0 + "/*.txt")] }
    }
    let (status, files) = try await run(attempt)
    #expect(status == 0)
    #expect(try said(files) == "/proc/self\n/usr/bin\n")
    #expect(files.entries.map(\.path) == points.map { $0 + "/made.txt" })
    #expect(files.entries.map(\.reference.location) == points.map { attempt.folder + "/disks\($0)/made.txt" })
    for point in points {
      #expect(files.matches[point + "/*.txt"] == [point + "/made.txt"])
      #expect(access(point + "/made.txt", F_OK) != 0)
    }
    #expect(
      try Disk.textNames(in: attempt.folder) == ["command", "disks", "exit-status", "stderr", "stdout", "tmp", "work"])
  }

  @Test(.enabled(if: mayMount, "this system lets no process mount"))
  func whatLiesBesideADiskStaysWhatItIs() async throws {
    let scratch = try ScratchFolder()
    let beside = scratch.path + "/beside"
    try scratch.write("old", to: "beside/folder/file")
    try scratch.write("old", to: "beside/file")
    #expect(symlink("file", beside + "/link") == 0)
    let attempt = try attempt(
      scratch, [beside + "/disk/in"],
      """
      cd \(beside); ls; readlink link; cat link folder/file
      echo new >folder/new; echo new >file; echo new >disk/in/new
      """)
    let (status, files) = try await run(attempt)
    #expect(status == 0)
    #expect(try said(files) == "disk\nfile\nfolder\nlink\nfile\noldold")
    #expect(try Disk.textNames(in: beside) == ["file", "folder", "link"])
    #expect(try scratch.text(of: "beside/file") == "new\n")
    #expect(try scratch.text(of: "beside/folder/new") == "new\n")
  }

  @Test(.enabled(if: mayMount, "this system lets no process mount"))
  func aLinkToAFileOnADiskIsThatFile() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(
      scratch, ["/martlet-disk"], "echo made >/martlet-disk/a; ln -s /martlet-disk/a out.txt; touch here.txt"
    ) { $0.outputs = [.path("out.txt"), .path("here.txt")] }
    let (_, files) = try await run(attempt)
    #expect(files.entries.map(\.path) == ["out.txt", "here.txt"])
    #expect(files.entries.first?.reference.location == attempt.folder + "/work/out.txt")
    #expect(try Disk.read(attempt.folder + "/work/out.txt") == Array("made\n".utf8))
  }

  @Test(
    .enabled(if: mayMount, "this system lets no process mount"),
    arguments: [("exit 125", 125), ("kill -SEGV $$", 128 + SIGSEGV), ("cut -d' ' -f4 /proc/$PPID/stat; exit 3", 3)])
  func aCommandWithADiskEndsAsAnyOther(command: String, expected: Int32) async throws {
    let scratch = try ScratchFolder()
    let (status, files) = try await run(try attempt(scratch, ["/martlet-disk"], command))
    #expect(status == expected)
    // Between them is only the shell that keeps the exit status.
    let parent = try said(files)
    #expect(parent.isEmpty || parent == "\(getpid())\n")
  }

  @Test(.enabled(if: mayMount, "this system lets no process mount"))
  func aCancelEndsACommandWithADisk() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(
      scratch, ["/martlet-disk"], "trap 'touch told; exit' TERM; touch ready; while :; do sleep 0.01; done")
    let backend = LocalBackend(launcher: Self.martlet)
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await backend.run(attempt, takingOver: nil) { _ in } }
      while access(attempt.folder + "/work/ready", F_OK) != 0 { await Task.yield() }
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
    #expect(access(attempt.folder + "/work/told", F_OK) == 0)
  }

  @Test func aDiskThatWouldHideTheRunIsAnError() async throws {
    let scratch = try ScratchFolder()
    let attempt = try attempt(scratch, [scratch.path + "/"], "true")
    let error = await #expect(throws: ExecutionError.self) { try await run(attempt) }
    #expect(error?.code == .unsupported)
    #expect(error?.message == "call asks for a disk at \(scratch.path), which would hide \(attempt.folder)")
  }

  @Test func aDiskThatWouldHideAnInputIsAnError() async throws {
    let scratch = try ScratchFolder()
    let data = try ScratchFolder()
    let input = try data.write("reads", to: "in.bam")
    let attempt = try attempt(scratch, [data.path], "true") { request in
      request.inputs = [TaskInput(.file(FileReference(input)), at: scratch.path + "/calls/call/inputs/0/in.bam")]
    }
    let error = await #expect(throws: ExecutionError.self) { try await run(attempt) }
    #expect(error?.message == "call asks for a disk at \(data.path), which would hide \(input)")
  }

  @Test func aSystemThatLetsNoProcessMountIsSaid() async throws {
    let scratch = try ScratchFolder()
    let launcher = try scratch.write("#!/bin/sh\nprintf 'cannot have mounts' >$2; exit 125\n", to: "launcher")
    chmod(launcher, 0o755)
    let attempt = try attempt(scratch, ["/martlet-disk"], "true")
    let error = await #expect(throws: ExecutionError.self) { try await run(attempt, launcher: launcher) }
    #expect(
      error?.description == """
        call asks for a disk at /martlet-disk, which a process cannot have here: cannot have mounts
          help: run the task in a container: it needs an image, and docker, podman or apptainer
        """)
  }

  @Test func moreDiskThanIsFreeIsSaidOnce() async throws {
    let scratch = try ScratchFolder()
    let notes = Gathered<String>()
    let backend = LocalBackend()
    for size in [Int64(1), .max, .max] {
      let attempt = try attempt(scratch, [], "true") { $0.resources.disks = [TaskDisk(size: size)] }
      _ = try await backend.run(attempt, takingOver: nil) { if case .note(let note) = $0 { notes.add(note) } }
    }
    #expect(notes.all == ["call asks for 8192 PiB of disk, and less is free where the run is kept"])
  }
}
