/// The registry of an image.
struct Registry: Hashable {
  let host: String

  static let dockerHub = Registry(host: "docker.io")

  private init(host: String) { self.host = host }

  /// - Parameter image: `name`, `owner/name`, `registry.org/owner/name`, each with `:tag` or `@digest`.
  init(of image: String) {
    let parts = image.split(separator: "/", maxSplits: 1)
    let first = parts.count == 2 ? parts[0] : ""
    host = first == "localhost" || first.contains(".") || first.contains(":") ? String(first) : Self.dockerHub.host
  }
}

/// Why an image could not be fetched, by the words of the runtime.
enum PullProblem: Hashable {
  case notAllowed, notThere, tooMany, notReached, unknown

  /// - Parameter words: everything that the runtime said.
  init(_ words: String) {
    let words = words.lowercased()
    let table: [(PullProblem, [String])] = [
      (.tooMany, ["toomanyrequests", "too many requests", "rate limit"]),
      // Registries say "denied" for what is not there, too, as long as nobody has logged in.
      (
        .notAllowed,
        [
          "unauthorized", "authentication required", "access denied", "access to the resource is denied",
          "no basic auth credentials", "403 forbidden", "denied:", "invalid username/password",
        ]
      ),
      (.notThere, ["manifest unknown", "not found", "name unknown", "no such image", "does not exist"]),
      (
        .notReached,
        [
          "no such host", "connection refused", "i/o timeout", "tls handshake timeout", "network is unreachable",
          "connection reset", "server misbehaving", "temporary failure in name resolution",
        ]
      ),
    ]
    self = table.first { $0.1.contains { words.contains($0) } }?.0 ?? .unknown
  }

  /// Whether another attempt could end differently.
  var mayPass: Bool { self != .notAllowed && self != .notThere }

  func advice(_ image: String, _ runtime: ContainerRuntime) -> String {
    let host = Registry(of: image).host
    let pull = runtime.pull(image)?.filter { $0 != "--quiet" }.joined(separator: " ") ?? ""
    return switch self {
    case .notAllowed: "check the image's name; if it is private, log in first: \(runtime.program) login \(host)"
    case .notThere: "check the image's name and tag: \(pull)"
    case .tooMany: "\(host) limits how often images are fetched: try later, or log in: \(runtime.program) login \(host)"
    case .notReached: "check the network and the name of the registry, \(host)"
    case .unknown: "check the image's name and that this machine may pull it: \(pull)"
    }
  }
}
