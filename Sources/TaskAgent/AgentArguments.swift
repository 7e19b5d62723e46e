import TaskManifest

/// What the agent was asked to do.
package enum AgentArguments: Hashable, Sendable {
  case version
  case run(Run)
  /// Copies the agent's own file to this path, for another container of the job.
  case install(path: String)

  package struct Run: Hashable, Sendable {
    /// Where the task's manifest lies, or the pack of manifests of an array's children: `s3://bucket/key`.
    package var manifest: ObjectAddress
    /// The address is that of a pack: the container's `AWS_BATCH_JOB_ARRAY_INDEX` says which manifest is meant.
    package var isArray: Bool
    /// Of the manifest's bucket; nil for what the environment says.
    package var region: String?
    /// What the agent's own bytes must add up to, in lower-case hexadecimal.
    package var expectedSHA256: String?

    package init(
      manifest: ObjectAddress, isArray: Bool = false, region: String? = nil, expectedSHA256: String? = nil
    ) {
      self.manifest = manifest
      self.isArray = isArray
      self.region = region
      self.expectedSHA256 = expectedSHA256
    }
  }

  package static let usage = """
    usage: martlet-agent run s3://BUCKET/KEY [--array] [--region REGION] [--expect-sha256 HEX]
           martlet-agent install PATH
           martlet-agent --version
    """

  /// - Throws: ``AgentFailure`` with the status ``AgentStatus/usage``.
  package init(_ arguments: [String]) throws {
    var rest = arguments[...]
    switch rest.popFirst() {
    case "--version": self = .version
    case "run": self = .run(try Run(rest))
    case "install":
      guard rest.count == 1, let path = rest.first else { throw AgentFailure(.usage, Self.usage) }
      self = .install(path: path)
    case let word: throw AgentFailure(.usage, (word.map { "unknown command `\($0)`\n" } ?? "") + Self.usage)
    }
    if case .version = self, !rest.isEmpty { throw AgentFailure(.usage, Self.usage) }
  }
}

extension AgentArguments.Run {
  fileprivate init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    guard let url = rest.popFirst() else { throw AgentFailure(.usage, AgentArguments.usage) }
    guard let manifest = ObjectAddress(url), !manifest.key.isEmpty else {
      throw AgentFailure(.usage, "the manifest's address is `\(url)`, not s3://BUCKET/KEY")
    }
    self.init(manifest: manifest)
    while let option = rest.popFirst() {
      if option == "--array" {
        isArray = true
        continue
      }
      guard ["--region", "--expect-sha256"].contains(option) else {
        throw AgentFailure(.usage, "unknown option `\(option)`\n\(AgentArguments.usage)")
      }
      guard let value = rest.popFirst() else { throw AgentFailure(.usage, "`\(option)` needs a value") }
      if option == "--region" { region = value } else { expectedSHA256 = value.lowercased() }
    }
  }
}
