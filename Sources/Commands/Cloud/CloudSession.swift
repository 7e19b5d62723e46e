import AWSClient
import JSONText
import WorkflowModel

/// One verb on what stands up under a name.
struct CloudSession: Sendable {
  let folder: CloudFolder
  /// What was chosen before.
  let earlier: CloudChoices
  private static let planName = "martlet.tfplan"

  /// - Throws: ``ExecutionError`` (`configuration`) for what is no name.
  init(_ name: String) throws {
    folder = try CloudFolder(name)
    earlier = try folder.choices()
  }

  /// Runs `body`; Ctrl-C lets Terraform end what it has begun.
  func running(_ body: @escaping @Sendable () async throws -> Void) async throws {
    try await Signals.cancelling(
      saying: "stopping: Terraform ends what it has begun; `martlet cloud` goes on where it was", body)
  }

  /// Writes the module and what is chosen, with the region in which everything will be.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) when no region is known.
  func write(_ choices: CloudChoices) async throws {
    var choices = choices
    let access = AWSAccess(region: choices.region)
    do {
      choices.values["region"] = .string(try await access.configuration().region)
    } catch {
      await access.shutdown()
      throw error
    }
    await access.shutdown()
    choices.values["s3_use_path_style"] = CloudProvider.usesPathStyle(ProcessEnvironment.variables) ? .bool(true) : nil
    try folder.write(choices)
  }

  /// Runs `body` with what is chosen; what was chosen before counts again when it throws, or says so.
  ///
  /// - Parameter body: returns whether the choice is to stay.
  func choosing(
    _ choices: CloudChoices, for last: String, _ body: (Terraform) async throws -> Bool
  ) async throws -> Bool {
    try await write(choices)
    // Without Terraform, the files stay for the user to go on by hand.
    let terraform = try Terraform(in: folder, for: last)
    do {
      try await terraform.prepare()
      let stays = try await body(terraform)
      if !stays { try folder.restore(earlier) }
      return stays
    } catch {
      try? folder.restore(earlier)
      throw error
    }
  }

  /// Plans, and keeps the plan for ``apply(_:)``.
  ///
  /// - Throws: ``ExecutionError`` with what Terraform said.
  func plan(_ terraform: Terraform, _ arguments: [String] = []) async throws -> CloudChanges {
    let plan = try await terraform.ask(["plan", "-input=false", "-out=\(Self.planName)"] + arguments)
    guard plan.status == 0 else {
      Terminal.draw(plan.error)
      throw ExecutionError(.service, "terraform plan failed", help: "what it said stands above")
    }
    let shown = try await terraform.ask(["show", "-json", Self.planName])
    guard let json = try? JSONParser.parse(shown.output), let changes = CloudChanges(json) else {
      throw ExecutionError(.service, "cannot read Terraform's plan", help: shown.error)
    }
    return changes
  }

  /// Does what was planned.
  func apply(_ terraform: Terraform) async throws {
    let status = try await terraform.show(["apply", "-input=false", Self.planName])
    guard status == 0 else {
      throw ExecutionError(
        .service, "terraform apply failed", help: "what it said stands above; the same command goes on from there")
    }
  }

  /// Runs `body` with the way to the region in which everything is.
  func withAWS<Result>(_ body: (AWSConfiguration) async throws -> Result) async throws -> Result {
    let access = AWSAccess(region: try folder.choices().region)
    do {
      let result = try await body(access.configuration())
      await access.shutdown()
      return result
    } catch {
      await access.shutdown()
      throw error
    }
  }
}
