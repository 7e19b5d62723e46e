import CAgentSystem
import Glibc
import TaskFolder

/// One command from its start until nothing of it is left.
struct CommandRun: Sendable {
  /// The program, and its arguments with its own name first.
  let program: String
  let arguments: [String]
  /// All variables of the command.
  let environment: [String: String]
  /// Where it starts.
  let folder: String
  /// Files for its streams.
  let stdout: String
  let stderr: String
  /// Seconds; nil for no limit.
  let timeLimit: Int64?
  /// Seconds between TERM and KILL.
  let grace: Int64
  /// Where the streams are shown live.
  let streams: AgentStreams

  /// How the command ended.
  struct Ending: Hashable, Sendable {
    var exitStatus: Int32?
    var signal: Int32?
    var isTimedOut = false
    var isStopped = false
    /// Why a stream's file does not hold everything: an `errno`.
    var streamFailure: Int32?
  }

  /// Runs the command. Cancelling the calling task stops it: TERM to its group, KILL after the grace.
  ///
  /// - Throws: when it could not be started. A cancelled command is an ending like another.
  func callAsFunction() async throws -> Ending {
    let files = (stdout: try open(stdout), stderr: try open(stderr))
    defer {
      close(files.stdout)
      close(files.stderr)
    }
    let pipes = try CommandPipes()
    defer { pipes.close() }
    let process = try start(pipes)
    pipes.closeWriters()
    let waiter = CommandWaiter(process: process, wake: pipes.wake)
    let loop = CommandLoop(self, process: process, pipes: pipes, files: files)
    do {
      try waiter.start()
      return try await withTaskCancellationHandler {
        var ending = try await DedicatedThread.run { loop.run() }
        (ending.exitStatus, ending.signal) = waiter.ending
        return ending
      } onCancel: {
        pipes.wake.send(CommandPipes.stop)
      }
    } catch {
      kill(-process, SIGKILL)
      throw error
    }
  }

  private func open(_ path: String) throws -> Int32 {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw FileSystemError("write", path) }
    return file
  }

  private func start(_ pipes: CommandPipes) throws -> Int32 {
    let input = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw SystemFailure("open /dev/null") }
    defer { close(input) }
    var process: Int32 = 0
    let code = CStrings.with(arguments) { arguments in
      CStrings.with(environment.map { "\($0)=\($1)" }) { environment in
        agent_spawn(
          &process, program, arguments, environment, folder, input, pipes.output.writer, pipes.error.writer)
      }
    }
    guard code == 0 else { throw SystemFailure("start \(program) in \(folder)", code) }
    return process
  }
}

/// Lists of C strings for the system's calls.
private enum CStrings {
  static func with<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
  ) -> Result {
    let pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
