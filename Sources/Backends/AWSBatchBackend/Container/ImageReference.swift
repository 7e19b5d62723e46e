/// An image's name, taken apart as Docker does.
struct ImageReference: Hashable, Sendable {
  /// Host, with a port perhaps: `quay.io`, `docker.io` for those that name none.
  let registry: String
  /// With tag or digest: `library/ubuntu:20.04`.
  let path: String

  static let dockerHub = "docker.io"
  private static let dockerHubHosts: Set<String> = [
    dockerHub, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com",
  ]

  init(_ image: String) {
    let parts = image.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var path = image
    var registry = Self.dockerHub
    if parts.count == 2, parts[0].contains(".") || parts[0].contains(":") || parts[0] == "localhost" {
      (registry, path) = (parts[0], parts[1])
    }
    if Self.dockerHubHosts.contains(registry) {
      registry = Self.dockerHub
      if !path.contains("/") { path = "library/" + path }
    }
    self.registry = registry
    self.path = path
  }

  /// Private registries of ECR and its public gallery, to which the instances' role or the execution role has access.
  var isOfECR: Bool {
    (registry.contains(".dkr.ecr") && registry.contains(".amazonaws.com")) || registry == "public.ecr.aws"
  }

  /// Letters, digits and `-_:./#`, with `@` for digests: up to 255 of them. Source: `image` of ContainerProperties.
  static func isLegal(_ image: String) -> Bool {
    !image.isEmpty && image.utf8.count <= 255
      && image.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:./#@".contains($0)) }
  }
}

/// Other registries to take images from: by host, `docker.io` being Docker Hub.
struct ImageMirrors: Hashable, Sendable {
  var mirrors: [String: String]

  /// The image to pull: `ubuntu:20.04` is `MIRROR/library/ubuntu:20.04`.
  func image(for image: String) -> String {
    let reference = ImageReference(image)
    guard let mirror = mirrors[reference.registry] else { return image }
    return mirror + "/" + reference.path
  }
}
