import Subprocess
import WorkflowModel

/// Runs a short command and keeps what it says: how container runtimes are asked things.
package struct Asking: Sendable {
  package struct Answer: Sendable {
    package let status: Int32
    package let output: String
    package let error: String

    package init(status: Int32, output: String = "", error: String = "") {
      self.status = status
      self.output = output
      self.error = error
    }

    /// The last line of what went wrong.
    var lastLine: String { String(error.split(whereSeparator: \.isNewline).last ?? "") }
  }

  private let ask: @Sendable ([String]) async throws -> Answer

  /// - Parameter ask: runs a program with its arguments.
  package init(_ ask: @escaping @Sendable ([String]) async throws -> Answer = Asking.program) { self.ask = ask }

  /// - Throws: ``ExecutionError`` when the program cannot be started; `CancellationError`.
  func callAsFunction(_ arguments: [String]) async throws -> Answer { try await ask(arguments) }

  /// Runs a program that is found in PATH, in a session of its own: a terminal's Ctrl-C is for this process, which then
  /// ends the program.
  package static func program(_ arguments: [String]) async throws -> Answer {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(5))]
    do {
      let result = try await run(
        .name(arguments.first ?? ""), arguments: Arguments(Array(arguments.dropFirst())), platformOptions: options,
        input: .none, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      try Task.checkCancellation()
      return Answer(
        status: result.terminationStatus.asShellsSay, output: result.standardOutput, error: result.standardError)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ExecutionError(.notFound, "cannot run \(arguments.joined(separator: " "))", cause: error)
    }
  }
}

extension TerminationStatus {
  /// The exit status; 128 and the signal's number when a signal ended it.
  var asShellsSay: Int32 {
    switch self {
    case .exited(let status): status
    case .signaled(let signal): 128 + signal
    }
  }
}
