import TaskFolder
import TaskManifest

/// One task from its manifest to what has to be said about it. Cancelling the calling task stops it at once, whatever
/// it is doing; what it found until then comes back all the same.
struct TaskRun: Sendable {
  let manifest: TaskManifest
  let destination: ObjectAddress
  let store: any ObjectStore
  /// The container's own variables.
  let environment: [String: String]
  var streams = AgentStreams()

  private var folders: TaskFolders { TaskFolders(manifest) }

  func callAsFunction() async -> TaskResult {
    var result = TaskResult(times: ["start": WallClock.now()])
    var phase = TaskResult.Failure.Phase.start
    do {
      try folders.make(script: manifest.command)
      try enter(.stageIn, &phase, &result)
      let inputs = try await StageIn(
        store: store, inputs: manifest.inputs, folder: manifest.inputFolder, cache: cache)()
      try enter(.run, &phase, &result)
      let ending = try await measured(command(), &result)
      result.failure = failure(of: ending)
      if result.failure == nil, isSuccess(result) {
        try enter(.stageOut, &phase, &result)
        try await keep(manifest.outputs, inputs, &result)
      } else if !outputsOfFailure.isEmpty, !ending.isStopped {
        try enter(.stageOut, &phase, &result)
        do { try await keep(outputsOfFailure, inputs, &result) } catch {
          AgentMessages.say("what the failed command left could not be kept: \(error)")
        }
      }
    } catch {
      result.failure = FailureReading(phase, isStopped: Task.isCancelled).failure(error)
    }
    result.times["end"] = WallClock.now()
    return result
  }

  private func enter(
    _ next: TaskResult.Failure.Phase, _ phase: inout TaskResult.Failure.Phase, _ result: inout TaskResult
  ) throws {
    phase = next
    result.times[next.rawValue] = WallClock.now()
    try Task.checkCancellation()
  }

  private func command() throws -> CommandRun {
    var variables = environment
    variables.merge(manifest.environment) { $1 }
    guard let shell = CommandShell.find(manifest.shell, path: variables["PATH"]) else {
      let wanted = manifest.shell.first ?? "/bin/sh"
      throw TaskResult.Failure(
        .run, .notStarted, "the image has neither \(wanted) nor a POSIX shell: use an image that has one")
    }
    if let remark = shell.remark { AgentMessages.say(remark) }
    return CommandRun(
      program: shell.program, arguments: shell.arguments + [folders.script], environment: variables,
      folder: manifest.workFolder, stdout: folders.stdout, stderr: folders.stderr, timeLimit: manifest.timeLimit,
      grace: manifest.grace, streams: streams)
  }

  /// Runs the command and counts what it uses.
  private func measured(_ command: CommandRun, _ result: inout TaskResult) async throws -> CommandRun.Ending {
    let group = ControlGroup()
    let before = group.counters
    let ending = try await command()
    let used = group.counters.since(before)
    result.peakMemory = group.peakMemory
    result.usage = TaskResult.Usage(
      processorTime: used.processorTime, bytesRead: used.bytesRead, bytesWritten: used.bytesWritten,
      diskUsed: UsedSpace.bytes(below: manifest.taskFolder))
    (result.exitStatus, result.signal) = (ending.exitStatus, ending.signal)
    return ending
  }

  /// What is kept of a command that has failed.
  private var outputsOfFailure: [ManifestOutput] {
    manifest.keepsFailedOutputs ? manifest.outputs : manifest.outputs.filter(\.isLog)
  }

  private func keep(
    _ outputs: [ManifestOutput], _ inputs: StagedInputs, _ result: inout TaskResult
  ) async throws {
    let kept = try await StageOut(
      store: store, outputs: outputs, workFolder: manifest.workFolder, destination: destination,
      inputs: inputs)()
    (result.files, result.matches) = (kept.files, kept.matches)
  }

  private var cache: InputCache? {
    manifest.cache.map { InputCache(folder: $0.folder, size: $0.size, store: store) }
  }

  /// Why the command is not what its exit status says.
  private func failure(of ending: CommandRun.Ending) -> TaskResult.Failure? {
    let reading = FailureReading(.run, isStopped: ending.isStopped)
    if ending.isStopped { return reading.failure(CancellationError()) }
    if ending.isTimedOut {
      return TaskResult.Failure(
        .run, .timedOut, "the command ran longer than its limit of \(manifest.timeLimit ?? 0) s")
    }
    return ending.streamFailure.map {
      reading.failure(FileSystemError("write the command's stdout and stderr in", manifest.taskFolder, number: $0))
    }
  }

  private func isSuccess(_ result: TaskResult) -> Bool {
    guard let status = result.exitStatus else { return false }
    return manifest.successStatuses?.contains(status) ?? true
  }
}
