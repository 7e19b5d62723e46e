import AWSClient
import AWSServices
import Concurrency

/// Finds the definition of a shape, or registers it; each shape once a process, however many tasks ask.
struct JobDefinitions: Sendable {
  /// Carries the shape's hash, as a parameter and as a tag.
  static let hashName = "martlet-shape"

  /// Tells when a definition was registered, in ISO 8601: AWS does not.
  static let registeredName = "martlet-registered"

  private let batch: BatchClient
  private let tags: [String: String]
  private let known = SharedWork<JobDefinitionShape, String>()

  /// - Parameter tags: of the definitions that are registered.
  init(batch: BatchClient, tags: [String: String]) {
    self.batch = batch
    self.tags = tags
  }

  /// The ARN of an active definition of this shape.
  func definition(of shape: JobDefinitionShape) async throws -> String {
    try await known.value(for: shape) { [self] in
      if let found = try await find(shape) { return found.jobDefinitionArn }
      let own = try await batch.registerJobDefinition(RegisterJobDefinitionRequest(shape, tags: tags))
      return try await settle(shape, own)
    }
  }

  /// What to use in place of a definition that Batch did not take, since somebody deregistered it; nil when it is active
  /// for all that can be seen.
  func definition(of shape: JobDefinitionShape, insteadOf refused: String) async throws -> String? {
    known.forget(shape) { $0 == refused }
    let other = try await definition(of: shape)
    return other == refused ? nil : other
  }

  /// When another process registered the same shape meanwhile, both take the older revision, and this one's goes.
  ///
  /// A revision is seen by whoever comes after it, so nobody takes the younger one while the older is there.
  private func settle(_ shape: JobDefinitionShape, _ own: RegisterJobDefinitionResponse) async throws -> String {
    guard let oldest = try await find(shape), oldest.revision < own.revision else { return own.jobDefinitionArn }
    do {
      _ = try await batch.deregisterJobDefinition(DeregisterJobDefinitionRequest(jobDefinition: own.jobDefinitionArn))
    } catch is AWSError {
      // It does no harm: an unused revision, or no permission to remove it.
    }
    return oldest.jobDefinitionArn
  }

  /// The oldest active revision of the shape, on whichever page.
  private func find(_ shape: JobDefinitionShape) async throws -> JobDefinition? {
    var oldest: JobDefinition?
    let request = DescribeJobDefinitionsRequest(jobDefinitionName: shape.name, status: "ACTIVE")
    for try await page in batch.describeJobDefinitionsPages(request) {
      for found in page.jobDefinitions ?? [] where found.parameters?[Self.hashName] == shape.hash {
        if found.revision < oldest?.revision ?? .max { oldest = found }
      }
    }
    return oldest
  }
}
