import Glibc
import TaskFolder
import WorkflowModel

/// One attempt as a process of this machine.
struct ProcessAttempt {
  let attempt: BackendAttempt
  let grace: Duration
  /// This program, which mounts the disks that a task asks for at paths of their own.
  let launcher: String

  private var folder: String { attempt.folder }
  private var work: String { folder + "/work" }
  private var script: String { folder + "/command" }
  private var record: ExitRecord { ExitRecord(in: folder) }
  private var disks: TaskDisks { TaskDisks(attempt.request.resources.disks, in: folder) }
  private var launch: TaskLaunch { TaskLaunch(complaint: folder + "/not-mounted", disks: disks) }
  /// What the command has for `TMPDIR`, so that attempts do not meet in one folder.
  private var temporary: String { folder + "/tmp" }

  /// Puts the script, the inputs and the empty working folder in their places.
  func prepare() throws {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(work)
      try Disk.makeFolder(temporary)
      try record.remove()
      try Disk.write(Array(attempt.request.command.utf8), to: script)
      try attempt.recordInputs()
      for input in attempt.request.inputs { try place(input) }
      try disks.makeFolders()
    }
    try checkThatNoDiskHides()
  }

  /// A local file keeps its place where the command names that, and else gets a link.
  private func place(_ input: TaskInput) throws(FileSystemError) {
    switch input.source {
    case .file(let file), .folder(let file):
      if file.location == input.path { return }
      guard try Disk.status(of: file.location) != nil else {
        throw FileSystemError("use the input", file.location, number: ENOENT, isWriting: false)
      }
      try Disk.makeFolder(Disk.parent(of: input.path))
      try Disk.link(input.path, to: file.location)
    case .content(let bytes):
      try Disk.makeFolder(Disk.parent(of: input.path))
      try Disk.write(bytes, to: input.path)
    }
  }

  /// A disk must not lie over what the attempt needs.
  private func checkThatNoDiskHides() throws {
    if disks.isEmpty { return }
    let inputs = attempt.request.inputs.flatMap { input in
      switch input.source {
      case .file(let file), .folder(let file): [file.location, input.path]
      case .content: [input.path]
      }
    }
    for path in [folder] + inputs {
      let real = try onDisk { () throws(FileSystemError) in try Disk.realPath(of: path) } ?? path
      guard let disk = disks.first(hiding: path) ?? disks.first(hiding: real) else { continue }
      throw ExecutionError(
        .unsupported, "\(attempt.call) asks for a disk at \(disk.mountPoint), which would hide \(real)",
        help: "run the task in a container, where \(disk.mountPoint) is its own")
    }
  }

  /// Runs the script.
  ///
  /// - Returns: its exit status.
  func run(report: @Sendable (BackendReport) async throws -> Void) async throws -> Int32 {
    let process = CommandProcess(
      arguments: record.arguments(
        disks.isEmpty ? shell + [script] : launch.arguments(launcher, shell + [script])),
      environment: environment, workFolder: work,
      stdout: folder + "/stdout", stderr: folder + "/stderr", grace: grace)
    var processes: TaskProcesses?
    let status = await Result { [process] in
      try await process { leader in
        processes = TaskProcesses(leader: leader)
        if let processes {
          try await report(.submitted(BackendHandle(backend: LocalBackend.kind, identifier: processes.identifier)))
        }
        try await report(.running)
      }
    }
    if Task.isCancelled, let processes {
      let grace = grace
      await Unbroken.run { await processes.end(grace: grace) }
    }
    try checkThatItWasLaunched()
    return try status.get()
  }

  /// Waits for what an earlier process started.
  ///
  /// - Returns: its exit status; nil when nothing tells how it ended.
  func takeOver(
    _ earlier: EarlierAttempt, report: @Sendable (BackendReport) async throws -> Void
  ) async throws -> Int32? {
    if let processes = earlier.processes, earlier.isRunning {
      try await report(.takenOver(BackendHandle(backend: LocalBackend.kind, identifier: processes.identifier)))
      try await report(.running)
    }
    let status = try await earlier.end()
    if status != nil { try checkThatItWasLaunched() }
    return status
  }

  private func checkThatItWasLaunched() throws {
    if disks.isEmpty { return }
    let reason = try onDisk { () throws(FileSystemError) in
      guard try Disk.status(of: launch.complaint) != nil else { return "" }
      let reason = String(decoding: try Disk.read(launch.complaint), as: UTF8.self)
      try Disk.removeTree(launch.complaint)
      return reason
    }
    if reason.isEmpty { return }
    let points = disks.disks.map(\.mountPoint).joined(separator: ", ")
    throw ExecutionError(
      .unsupported, "\(attempt.call) asks for a disk at \(points), which a process cannot have here: \(reason)",
      help: "run the task in a container: it needs an image, and docker, podman or apptainer")
  }

  private var environment: [String: String] {
    ["TMPDIR": temporary].merging(attempt.request.environment) { _, asked in asked }
  }

  /// What runs the script: `/bin/sh` where this machine has not got the shell that was asked for.
  private var shell: [String] {
    guard let program = attempt.request.shell.first else { return ["/bin/sh"] }
    return program.hasPrefix("/") && access(program, X_OK) != 0 ? ["/bin/sh"] : attempt.request.shell
  }

  func collect() throws -> TaskFiles {
    let mounts = disks.isEmpty ? MountTable() : MountTable(disks.mounts, seesMachine: true)
    let found = try FoundOutputs(attempt.request.outputs, work: work, seenAs: work, mounts: mounts)
    return attempt.files(try found.entries(), found.matches, workFolder: work)
  }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
