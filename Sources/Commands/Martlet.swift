import ArgumentParser
import Glibc
import LocalBackend
package import ServerModel
import WorkflowModel

/// The program: reads the command line, runs the verb, ends with its exit status.
package enum Martlet {
  /// Becomes the command of a task when the local backend started this process for one; returns at once else.
  package static func becomeTask(arguments: [String]) { TaskLaunch.becomeCommand(arguments) }

  /// - Parameter service: what answers requests for `serve`.
  package static func main(arguments: [String], serving service: any WorkflowService) async -> Never {
    exit(await ServeCommand.$service.withValue(service) { await status(of: arguments).rawValue })
  }

  /// Runs the verb; everything that goes wrong has been said on stderr when it returns.
  package static func status(of arguments: [String]) async -> ExitStatus {
    do {
      var command = try MartletCommand.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .success
    } catch {
      return say(error)
    }
  }

  /// Says what went wrong, unless that has been done.
  static func say(_ error: any Error) -> ExitStatus {
    switch error {
    case let status as ExitStatus: return status
    case is CancellationError: return .interrupted
    case let error as ExecutionError:
      Terminal.say("error: \(error)")
      return error.code == .configuration ? .usage : .failure
    default: return usage(error)
    }
  }

  /// Help and version are printed where they were asked for; everything else is a wrong command line.
  private static func usage(_ error: any Error) -> ExitStatus {
    let message = MartletCommand.fullMessage(for: error)
    if MartletCommand.exitCode(for: error).isSuccess {
      print(message)
      return .success
    }
    Terminal.say(message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message)
    return .usage
  }
}

/// How the program ends.
package enum ExitStatus: Int32, Error, Hashable, Sendable {
  case success = 0
  /// The workflow is wrong, or failed.
  case failure = 1
  /// The command line or the configuration is wrong.
  case usage = 2
  /// There is something to do: what `cloud plan` was asked.
  case changes = 3
  case interrupted = 130
}

struct MartletCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "martlet",
    abstract: "Runs scientific workflows on this machine and on AWS Batch.",
    version: Version.text,
    subcommands: [
      RunCommand.self, PlanCommand.self, CacheCommand.self, ResumeCommand.self, CancelCommand.self, ListCommand.self,
      StatusCommand.self, WatchCommand.self, ShowCommand.self, ReportCommand.self, GraphCommand.self, CostCommand.self,
      PricesCommand.self, DownloadCommand.self, CleanCommand.self, IndexCommand.self, CheckCommand.self,
      FormatCommand.self, InputsCommand.self, ExplainCommand.self, DoctorCommand.self, LspCommand.self,
      SnakemakeBrokerCommand.self,
      LogsCommand.self, CpCommand.self, LsCommand.self, ExplainJobCommand.self, ConfigCommand.self, CloudCommand.self,
      IAMCommand.self, SecretsCommand.self, ServeCommand.self, UsersCommand.self,
    ])
}
