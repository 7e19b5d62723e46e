import ArgumentParser
import WorkflowModel

struct CloudPlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Says in full what `cloud up` with the same options would do.",
    discussion: """
      The options count for this plan only; without any it says whether what is there is still what was made. The exit code \
      is 0 when there is nothing to do, 3 when there is something.
      """)

  @OptionGroup var options: CloudOptions

  func run() async throws {
    let session = try CloudSession(options.name)
    let choices = try options.applied(to: session.earlier)
    try await session.running {
      _ = try await session.choosing(choices, for: "plan") { terraform in
        let status = try await terraform.show(
          ["plan", "-input=false", "-lock=false", "-detailed-exitcode"], on: .stdout)
        switch status {
        case 0: return false
        case 2: throw ExitStatus.changes
        default: throw ExecutionError(.service, "terraform plan failed", help: "what it said stands above")
        }
      }
    }
  }
}
