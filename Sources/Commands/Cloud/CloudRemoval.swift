import AWSBatchBackend
import AWSClient
import JSONText
import WorkflowModel

/// What `cloud down` does.
struct CloudRemoval: Sendable {
  let session: CloudSession
  let deletesBucket: Bool
  let isAsking: Bool

  private var folder: CloudFolder { session.folder }

  func remove() async throws {
    try await session.write(withoutAgent)
    // What was chosen counts again for the next `up`.
    defer { if folder.isThere { try? folder.restore(session.earlier) } }
    let terraform = try Terraform(in: folder, for: "destroy")
    try await terraform.prepare()
    let state = try await CloudState.read(terraform)
    let isRemoved = try await session.withAWS { aws in
      try await CloudJobs(aws).mustHaveEnded(in: state.queues)
      let going = deletesBucket ? state.resources.map(\.address) : state.withoutBucket
      guard going.isEmpty else { return try await remove(state, terraform, aws) }
      if let bucket = state.bucket { Terminal.say("only s3://\(bucket) is left; --delete-bucket deletes it") }
      return true
    }
    if isRemoved { try await close(terraform) } else { Terminal.say("nothing is removed") }
  }

  /// - Returns: false when the user would not.
  private func remove(_ state: CloudState, _ terraform: Terraform, _ aws: AWSConfiguration) async throws -> Bool {
    let targets = deletesBucket ? [] : state.withoutBucket.map { "-target=\($0)" }
    let changes = try await session.plan(terraform, ["-destroy"] + targets)
    let definitions = try await DefinitionPruner(aws).find(with: Set(state.roles))
    Terminal.say((changes.lines + definitions.map { "  - job definition \($0.label)" }).joined(separator: "\n"))
    if let bucket = state.bucket { try await say(bucket, aws) }
    Terminal.say(changes.summary)
    if isAsking, try !Confirmation.ask("remove all of this for good?") { return false }
    for definition in definitions { try await DefinitionPruner(aws).deregister(definition) }
    if deletesBucket, let bucket = state.bucket { try await BucketContents(bucket, aws).delete() }
    try await session.apply(terraform)
    return true
  }

  private func say(_ bucket: String, _ aws: AWSConfiguration) async throws {
    let (versions, bytes) = try await BucketContents(bucket, aws).count()
    let words = "\(versions) \(versions == 1 ? "version" : "versions") of objects, \(ByteSize.text(bytes))"
    Terminal.say(
      deletesBucket
        ? "  - everything in s3://\(bucket): \(words)"
        : "s3://\(bucket) stays: \(words); --delete-bucket deletes it, too")
  }

  /// Tidies up on this machine. What is left of the state, the bucket, stays known for the next `up`.
  private func close(_ terraform: Terraform) async throws {
    if let entry = try folder.entry() {
      try CloudConfiguration(path: entry.path).take(folder.name, written: entry)
      try folder.forgetEntry()
    }
    let left = try await CloudState.read(terraform).resources
    if left.isEmpty { try folder.remove() }
    Terminal.say(left.isEmpty ? "nothing of `\(folder.name)` is left" : "`\(folder.name)` is down")
  }

  /// The agent's file, which may be gone, is not needed to take things away.
  private var withoutAgent: CloudChoices {
    var choices = session.earlier
    choices.values["agent_file"] = nil
    return choices
  }
}
