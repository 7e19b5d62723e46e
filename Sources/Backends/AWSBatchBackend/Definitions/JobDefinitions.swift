import AWSClient
import AWSServices
import Concurrency

/// Finds the definition of a shape, or registers it; each shape once a process, however many tasks ask.
struct JobDefinitions: Sendable {
  /// Carries the shape's hash, as a parameter and as a tag.
  static let hashName = "martlet-shape"

  private let batch: BatchClient
  private let tags: [String: String]
  private let known = SharedWork<String, String>()

  /// - Parameter tags: of the definitions that are registered.
  init(batch: BatchClient, tags: [String: String]) {
    self.batch = batch
    self.tags = tags
  }

  /// The ARN of an active definition of this shape.
  func definition(of shape: JobDefinitionShape) async throws -> String {
    try await known.value(for: shape.hash) { [self] in
      if let arn = try await find(shape) { return arn }
      return try await batch.registerJobDefinition(RegisterJobDefinitionRequest(shape, tags: tags)).jobDefinitionArn
    }
  }

  private func find(_ shape: JobDefinitionShape) async throws -> String? {
    let request = DescribeJobDefinitionsRequest(jobDefinitionName: shape.name, status: "ACTIVE")
    for try await page in batch.describeJobDefinitionsPages(request) {
      let found = page.jobDefinitions?.first { $0.parameters?[Self.hashName] == shape.hash }
      if let found { return found.jobDefinitionArn }
    }
    return nil
  }
}
