import ArgumentParser
import JSONText
import WorkflowModel

struct CloudUpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Makes what martlet needs on AWS, or changes it, by Terraform.",
    discussion: """
      A VPC, a bucket, roles, compute environments and queues that grow from nothing, logs and events, called martlet-NAME. \
      Says what it will make, asks, and writes the environment NAME into martlet.yaml. What was interrupted goes on where \
      it was. When nothing runs it costs nothing but what is stored.
      """)

  @OptionGroup var options: CloudOptions

  @Option(help: "The martlet.yaml that gets the environment; without it the nearest, or a new one here.")
  var config: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Replace an environment of that name which is another.")
  var force = false

  func run() async throws {
    let session = try CloudSession(options.name)
    let choices = try options.applied(to: session.earlier)
    if !yes {
      try Confirmation.need(
        "nothing is made", help: "--yes makes it without asking, `martlet cloud plan \(options.name)` says what")
    }
    let file = CloudConfiguration(config)
    try file.mustBeFree(for: options.name, written: session.folder.entry(), isForced: force)
    let standing = CloudStanding(session: session, file: file, isAsking: !yes, isForced: force)
    try await session.running { try await standing.stand(choices) }
  }
}

/// What `cloud up` does.
struct CloudStanding: Sendable {
  let session: CloudSession
  let file: CloudConfiguration
  let isAsking: Bool
  let isForced: Bool

  func stand(_ choices: CloudChoices) async throws {
    Terminal.say("looking at what is there")
    let goesOn = try await session.choosing(choices, for: "apply") { terraform in
      let changes = try await session.plan(terraform)
      if changes.removesQueues {
        let queues = try await CloudState.read(terraform).queues
        try await session.withAWS { try await CloudJobs($0).mustHaveEnded(in: queues) }
      }
      return try changes.isEmpty || agrees(to: changes)
    }
    guard goesOn else { return Terminal.say("nothing is made") }
    let terraform = try Terraform(in: session.folder, for: "apply")
    // Also without changes: outputs may be newer than what was made.
    try await session.apply(terraform)
    let state = try await CloudState.read(terraform)
    guard let yaml = state.yaml else {
      throw ExecutionError(.service, "Terraform made everything, and tells no environment for martlet.yaml")
    }
    try keep(state.account)
    try write(yaml)
    try await examine()
  }

  private func agrees(to changes: CloudChanges) throws -> Bool {
    Terminal.say(changes.lines.joined(separator: "\n"))
    let name = session.folder.name
    let place = try session.folder.choices().region ?? "AWS"
    Terminal.say("\(changes.summary) in \(place); `martlet cloud plan \(name)` says it in full")
    return try !isAsking || Confirmation.ask("go on?")
  }

  /// From now on the credentials of another account are refused.
  private func keep(_ account: String?) throws {
    guard let account else { return }
    var choices = try session.folder.choices()
    choices.values["account_ids"] = .array([.string(account)])
    try session.folder.write(choices)
  }

  /// Writes the environment into martlet.yaml; where that cannot be, it is shown.
  private func write(_ yaml: String) throws {
    do {
      let written = try session.folder.entry()
      let edit = try EnvironmentEdit(yaml: yaml)
      try session.folder.keep(try file.put(edit, written: written, isForced: isForced))
    } catch let error as ExecutionError {
      Terminal.result(yaml)
      throw error
    }
  }

  /// Looks at what was made as a run would find it.
  ///
  /// - Throws: ``ExitStatus`` when something is wrong; the doctor has said what.
  private func examine() async throws {
    let name = session.folder.name
    try await DoctorCommand.parse(["--on", name, "--config", file.path]).run()
    Terminal.say("`\(name)` is up: martlet run WORKFLOW --on \(name)")
  }
}
