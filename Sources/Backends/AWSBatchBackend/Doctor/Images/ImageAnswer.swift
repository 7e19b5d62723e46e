import JSONText

/// What a registry says of an image.
enum ImageAnswer: Hashable, Sendable {
  /// It is there; for these architectures (`amd64`, `arm64`), if that could be told.
  case there(architectures: Set<String>?)
  case missing(reason: String)
  /// It is private, or is not there: registries do not say which.
  case refused
  case unknown(reason: String)
}

/// A manifest of an image, or an index of several.
///
/// Source: the image manifest and image index of the OCI image specification, and Docker's manifest list.
struct ImageManifest: Hashable, Sendable {
  /// Of an index: what it has.
  let architectures: Set<String>?
  /// Of one image: the digest of the blob that names its architecture.
  let config: String?

  static let mediaTypes = [
    "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
  ]

  /// - Parameter text: JSON; what cannot be read says nothing.
  init(_ text: String) {
    let json = try? JSONParser.parse(text)
    let found = json?["manifests"]?.array?.compactMap { $0["platform"]?["architecture"]?.string }
    // What attests how an image was built stands among the images.
    architectures = found.map { Set($0).subtracting(["unknown"]) }
    config = json?["config"]?["digest"]?.string
  }

  /// The architecture that the configuration of an image names.
  static func architecture(ofConfig text: String) -> String? {
    (try? JSONParser.parse(text))?["architecture"]?.string
  }
}

extension ImageReference {
  /// Without tag and digest: `library/ubuntu`.
  var repository: String { String(path.prefix { $0 != "@" && $0 != ":" }) }

  /// `sha256:…`, if the image is named by it.
  var digest: String? { path.firstIndex(of: "@").map { String(path[path.index(after: $0)...]) } }

  /// `latest` where none is named.
  var tag: String {
    let name = path.prefix { $0 != "@" }
    return name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? "latest"
  }
}
