import AWSClient
import AWSServices
import S3Storage

/// Asks a private registry of ECR, by AWS's own API.
struct ECRInquiry: Sendable {
  private let configuration: AWSConfiguration
  private let account: String
  private let image: ImageReference

  /// Nil for a registry that is none of ECR's: `123456789012.dkr.ecr.eu-west-1.amazonaws.com`.
  init?(_ image: ImageReference, _ configuration: AWSConfiguration) {
    let parts = image.registry.split(separator: ".").map(String.init)
    guard image.isOfECR, parts.count >= 5, parts[1] == "dkr" else { return nil }
    var configuration = configuration
    configuration.region = parts[3]
    self.configuration = configuration
    self.image = image
    account = parts[0]
  }

  /// - Throws: `AWSError` when it may not be asked.
  func ask() async throws -> ImageAnswer {
    let client = ECRClient(configuration)
    let id = image.digest.map { ImageIdentifier(imageDigest: $0) } ?? ImageIdentifier(imageTag: image.tag)
    let answer: BatchGetImageResponse
    do {
      answer = try await client.batchGetImage(
        BatchGetImageRequest(
          repositoryName: image.repository, registryId: account, imageIds: [id],
          acceptedMediaTypes: ImageManifest.mediaTypes))
    } catch let error as AWSError where error.code == "RepositoryNotFoundException" {
      return .missing(reason: "there is no repository `\(image.repository)` in \(image.registry)")
    }
    guard let manifest = answer.images?.first?.imageManifest.map({ ImageManifest($0) }) else {
      let reason = answer.failures?.first?.failureReason.map { ": \($0)" } ?? ""
      let name = image.digest ?? "tag `\(image.tag)`"
      return .missing(reason: "there is no image of \(name) in `\(image.repository)`\(reason)")
    }
    return .there(architectures: await architectures(manifest, client))
  }

  /// Nil when it cannot be told.
  private func architectures(_ manifest: ImageManifest, _ client: ECRClient) async -> Set<String>? {
    guard let config = manifest.config else { return manifest.architectures }
    let request = GetDownloadUrlForLayerRequest(
      repositoryName: image.repository, registryId: account, layerDigest: config)
    guard let url = try? await client.getDownloadUrlForLayer(request).downloadUrl,
      let address = HTTPURL(url),
      let blob = try? await RegistryInquiry.text(of: address, configuration)
    else { return nil }
    return ImageManifest.architecture(ofConfig: blob).map { [$0] }
  }
}
