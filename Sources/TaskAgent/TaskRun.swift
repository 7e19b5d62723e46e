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
      let inputs = try await StageIn(store: store, inputs: manifest.inputs, folder: manifest.inputFolder)()
      try enter(.run, &phase, &result)
      let ending = try await command()()
      result.peakMemory = ControlGroup().peakMemory
      (result.exitStatus, result.signal) = (ending.exitStatus, ending.signal)
      try check(ending)
      if isSuccess(result) {
        try enter(.stageOut, &phase, &result)
        let kept = try await StageOut(
          store: store, outputs: manifest.outputs, workFolder: manifest.workFolder, destination: destination,
          inputs: inputs)()
        (result.files, result.matches) = (kept.files, kept.matches)
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

  private func check(_ ending: CommandRun.Ending) throws {
    if ending.isStopped { throw CancellationError() }
    if ending.isTimedOut {
      throw TaskResult.Failure(
        .run, .timedOut, "the command ran longer than its limit of \(manifest.timeLimit ?? 0) s")
    }
    if let number = ending.streamFailure {
      throw FileSystemError("write the command's stdout and stderr in", manifest.taskFolder, number: number)
    }
  }

  private func isSuccess(_ result: TaskResult) -> Bool {
    guard let status = result.exitStatus else { return false }
    return manifest.successStatuses?.contains(status) ?? true
  }
}
