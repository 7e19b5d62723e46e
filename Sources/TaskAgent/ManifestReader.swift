import TaskManifest

/// Finds the manifest that this container is meant to do: an object of its own, or one of a pack.
struct ManifestReader: Sendable {
  let store: any ObjectStore
  /// The container's variables.
  let environment: [String: String]

  /// The variable by which AWS Batch tells an array's children apart.
  private static let indexName = "AWS_BATCH_JOB_ARRAY_INDEX"

  /// The manifest's JSON.
  func text(_ run: AgentArguments.Run) async throws -> [UInt8] {
    guard run.isArray else { return try await store.read(run.manifest) }
    guard let index = environment[Self.indexName].flatMap({ Int($0) }),
      (0..<ManifestPack.largestCount).contains(index)
    else { throw ManifestError("\(Self.indexName) is not set to a child's number, as AWS Batch does for array jobs") }
    let line = try await store.read(run.manifest, ManifestPack.line(of: index))
    return try await store.read(run.manifest, try ManifestPack.manifest(at: line))
  }
}
