import Glibc
import Subprocess
import SystemPackage
import WorkflowModel

/// A program to start, and where its words go.
struct CommandProcess: Sendable {
  /// The program and its arguments. A program without a slash is looked up in PATH.
  var arguments: [String]
  /// Variables beside this process's own.
  var environment: [String: String] = [:]
  var workFolder: String?
  /// Files that take what it says; they are made or emptied.
  var stdout: String
  var stderr: String
  /// How long it may take after TERM before it is killed.
  var grace: Duration

  /// Runs it to its end in a session of its own. Cancelling the calling task sends TERM to its group and, after the
  /// grace, KILL.
  ///
  /// - Parameter started: told the identifier of the process; a throw ends the process.
  /// - Returns: the exit status; 128 and the signal's number when a signal ended it, as shells say it.
  /// - Throws: ``ExecutionError`` when it cannot be started; what `started` throws.
  func callAsFunction(started: (pid_t) async throws -> Void = { _ in }) async throws -> Int32 {
    let output = try openFile(stdout)
    let error: FileDescriptor
    do { error = try openFile(stderr) } catch {
      try? output.close()
      throw error
    }
    do {
      let result = try await run(
        configuration, input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: true),
        error: .fileDescriptor(error, closeAfterSpawningProcess: true)
      ) { try await started($0.processIdentifier.value) }
      await TaskProcesses.settle(group: result.processIdentifier.value)
      return result.terminationStatus.asShellsSay
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ExecutionError(.notFound, "cannot start \(arguments.first ?? "")", cause: error)
    }
  }

  private var configuration: Configuration {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)]
    let program = arguments.first ?? ""
    let updates = environment.map { (Environment.Key(rawValue: $0.key), Optional($0.value)) }
    return Configuration(
      executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(Array(arguments.dropFirst())),
      environment: environment.isEmpty
        ? .inherit : .inherit.updating(Dictionary(updates.compactMap { key, value in key.map { ($0, value) } }) { $1 }),
      workingDirectory: workFolder.map { FilePath($0) }, platformOptions: options)
  }

  private func openFile(_ path: String) throws -> FileDescriptor {
    do {
      return try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
    } catch let error as Errno {
      throw ExecutionError(doing: "write", path: path, number: error.rawValue, writing: true)
    }
  }
}
