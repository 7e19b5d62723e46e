import ArgumentParser
import WorkflowModel

struct CloudStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says what `cloud up` made, and what its queues are doing.",
    discussion: "Changes nothing. Whether somebody changed what was made is said by `cloud plan`.")

  @Argument(help: "What it is called.")
  var name: String

  func run() async throws {
    let session = try CloudSession(name)
    try session.folder.mustBeThere()
    try await session.running {
      let terraform = try Terraform(in: session.folder, for: "show")
      try await terraform.prepare()
      let state = try await CloudState.read(terraform)
      let report = try await session.withAWS { try await CloudReport.make(session.folder.name, state, $0) }
      Terminal.result(report.lines.joined(separator: "\n"))
    }
  }
}
