import Glibc
import TaskFolder
import WorkflowModel

/// One attempt in a container of this machine.
struct ContainerAttempt {
  let attempt: BackendAttempt
  let runtime: ContainerRuntime
  let image: String
  let settings: LocalSettings
  let hasGPUs: Bool
  let asking: Asking

  private var folder: String { attempt.folder }
  private var work: String { folder + "/work" }
  private var grace: Duration { .seconds(settings.grace) }
  private var disks: TaskDisks { TaskDisks(attempt.request.resources.disks, in: folder) }

  /// The container's name, by which it is ended: `martlet-<run>-<call>-<attempt>`.
  private var name: String {
    let call = "\(attempt.call)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return "martlet-\(attempt.run.name)-\(String(call))-\(attempt.number + 1)"
  }

  /// Puts what the container will see in its place.
  ///
  /// - Returns: the mounts of the inputs.
  func prepare() throws -> [ContainerCommand.Mount] {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(work)
      try ExitRecord(in: folder).remove()
      try Disk.write(Array(attempt.request.command.utf8), to: folder + "/command")
      try attempt.recordInputs()
      try Disk.write([], to: folder + "/started")
      try disks.makeFolders()
      let mounts = try mounts()
      for mount in mounts { try disks.makeRoom(for: mount) }
      return mounts
    }
  }

  private func mounts() throws(FileSystemError) -> [ContainerCommand.Mount] {
    var mounts: [ContainerCommand.Mount] = []
    for (number, input) in attempt.request.inputs.enumerated() {
      switch input.source {
      case .file(let file), .folder(let file):
        guard let real = try Disk.realPath(of: file.location) else {
          throw FileSystemError("use the input", file.location, number: ENOENT, isWriting: false)
        }
        mounts.append(.init(real, at: input.path))
      case .content(let bytes):
        let path = folder + "/inputs/\(number + 1)/" + FileReference(input.path).name
        try Disk.makeFolder(Disk.parent(of: path))
        try Disk.write(bytes, to: path)
        mounts.append(.init(path, at: input.path))
      }
    }
    return mounts
  }

  private func command(_ inputs: [ContainerCommand.Mount]) -> ContainerCommand {
    let own = disks.disks.map { ContainerCommand.Mount($0.folder, at: $0.mountPoint, isWritable: true) }
    let fixed = [
      ContainerCommand.Mount(work, at: ContainerCommand.workFolder, isWritable: true),
      .init(folder + "/command", at: ContainerCommand.script),
      .init(folder + "/started", at: ContainerCommand.started, isWritable: true),
    ]
    let resources = attempt.request.resources
    var command = ContainerCommand(
      runtime: runtime, name: name, image: image, shell: attempt.request.shell, mounts: own + fixed + inputs,
      variables: Array(attempt.request.environment.keys), cpu: settings.enforcesLimits ? resources.cpu : nil,
      memory: settings.enforcesLimits ? resources.memory : nil, user: user)
    command.seesGPUs = hasGPUs && resources.gpus > 0
    command.furtherOptions = settings.containerArguments
    return command
  }

  /// What it writes has to belong to the user: with the rights of root, the user's own number inside; without them, root
  /// inside is the user outside.
  private var user: String? {
    switch (runtime.kind, runtime.isRootless) {
    case (.apptainer, _): nil
    case (_, true): "0:0"
    case (_, false): "\(getuid()):\(getgid())"
    }
  }

  /// Runs the script to its end; when the calling task is cancelled, the container is gone before this returns.
  func run(
    _ inputs: [ContainerCommand.Mount], report: @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    let command = command(inputs)
    let process = CommandProcess(
      arguments: ExitRecord(in: folder).arguments(command.arguments),
      environment: command.environment(attempt.request.environment),
      stdout: folder + "/stdout", stderr: folder + "/stderr", grace: grace)
    let status = await Result {
      try await process { leader in
        try await report(.submitted(handle(TaskProcesses(leader: leader))))
        try await report(.running)
      }
    }
    return try await outcome(status, command, inputs)
  }

  private func handle(_ processes: TaskProcesses?) -> BackendHandle {
    BackendHandle(
      backend: LocalBackend.kind,
      identifier: EarlierAttempt.identifier(program: runtime.program, name: name, processes))
  }

  /// Waits for what an earlier process started.
  ///
  /// - Returns: what came of it; nil when nothing tells how it ended: then nothing is left of it.
  func takeOver(
    _ earlier: EarlierAttempt, report: @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome? {
    if earlier.isRunning {
      try await report(.takenOver(handle(earlier.processes)))
      try await report(.running)
    }
    let status = await Result { try await earlier.end() }
    if case .success(nil) = status {
      await remove()
      return nil
    }
    let inputs = try onDisk { () throws(FileSystemError) in try mounts() }
    return try await outcome(status.map { $0 ?? 0 }, command(inputs), inputs)
  }

  private func outcome(
    _ status: Result<Int32, any Error>, _ command: ContainerCommand, _ inputs: [ContainerCommand.Mount]
  ) async throws -> TaskOutcome {
    let wasOutOfMemory = await hadTooLittleMemory(status, command)
    if Task.isCancelled || command.staysBehind { await remove() }
    try Task.checkCancellation()
    return try outcome(try status.get(), wasOutOfMemory, inputs)
  }

  private func remove() async {
    guard let remove = runtime.remove(name) else { return }
    await Unbroken.run { [asking] in _ = try? await asking(remove) }
  }

  private func hadTooLittleMemory(_ status: Result<Int32, any Error>, _ command: ContainerCommand) async -> Bool {
    guard case .success(137) = status, command.staysBehind, let question = runtime.askWhetherOutOfMemory(name) else {
      return false
    }
    return (try? await asking(question))?.output.hasPrefix("true") ?? false
  }

  private func outcome(
    _ status: Int32, _ wasOutOfMemory: Bool, _ inputs: [ContainerCommand.Mount]
  ) throws -> TaskOutcome {
    let streams = attempt.files(workFolder: ContainerCommand.workFolder)
    let hasStarted = try onDisk { () throws(FileSystemError) in try Disk.status(of: folder + "/started")?.size ?? 0 > 0
    }
    if !hasStarted {
      let words = try onDisk { () throws(FileSystemError) in try Disk.readTail(folder + "/stderr", count: 2000) }
      let reason = String(decoding: words, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(3)
      return .failed(
        TaskFailure(
          .containerNotStarted, reason: "\(runtime.program), exit status \(status): " + reason.joined(separator: " "),
          advice: "the image needs a POSIX shell at /bin/sh", files: streams))
    }
    if wasOutOfMemory {
      return .failed(
        TaskFailure(
          .outOfMemory, reason: "the container was ended for using more memory than the task asks for",
          advice: "raise the task's memory", mayRetry: true, files: streams))
    }
    return .exited(status: status, try collect(inputs))
  }

  private func collect(_ inputs: [ContainerCommand.Mount]) throws -> TaskFiles {
    let table = MountTable(
      [.init(seen: ContainerCommand.workFolder, actual: work)] + disks.mounts
        + inputs.map { MountTable.Mount(seen: $0.target, actual: $0.source) })
    let found = try FoundOutputs(
      attempt.request.outputs, work: work, seenAs: ContainerCommand.workFolder, mounts: table)
    return attempt.files(try found.entries(), found.matches, workFolder: ContainerCommand.workFolder)
  }
}
