import AWSClient

/// Asks a registry by its HTTP API, as somebody without an account.
///
/// Source: the OCI distribution specification; for tokens "Token Authentication" of the distribution project.
struct RegistryInquiry: Sendable {
  private let configuration: AWSConfiguration
  private let image: ImageReference

  /// Bytes of a manifest or configuration.
  private static let limit = 4 << 20

  init(_ image: ImageReference, _ configuration: AWSConfiguration) {
    self.image = image
    self.configuration = configuration
  }

  func ask() async -> ImageAnswer {
    // Docker Hub counts who gets a manifest as a pull, but not who only looks.
    let isDockerHub = image.registry == ImageReference.dockerHub
    let path = "/v2/\(image.repository)/manifests/\(image.digest ?? image.tag)"
    do {
      var token: String?
      var answer = try await send(isDockerHub ? "HEAD" : "GET", path, nil)
      if answer.status == 401, let challenge = answer.challenge {
        token = try await self.token(challenge)
        answer = try await send(isDockerHub ? "HEAD" : "GET", path, token)
      }
      switch answer.status {
      case 200: return .there(architectures: isDockerHub ? nil : await architectures(answer.text, token))
      case 404: return .missing(reason: "the registry knows no such image")
      case 401, 403: return .refused
      case 429: return .unknown(reason: "the registry counts pulls, and answers no more for now")
      default: return .unknown(reason: "the registry answered with HTTP \(answer.status)")
      }
    } catch {
      return .unknown(reason: "\(error)")
    }
  }

  /// Nil when it cannot be told.
  private func architectures(_ text: String, _ token: String?) async -> Set<String>? {
    let manifest = ImageManifest(text)
    guard let config = manifest.config else { return manifest.architectures }
    guard let blob = try? await send("GET", "/v2/\(image.repository)/blobs/\(config)", token) else { return nil }
    var found: String? = blob.status == 200 ? blob.text : nil
    if let location = blob.location, let address = HTTPURL(location) {
      found = try? await Self.text(of: address, configuration)
    }
    return found.flatMap { ImageManifest.architecture(ofConfig: $0) }.map { [$0] }
  }

  // MARK: HTTP

  private struct Answer: Sendable {
    let status: Int
    let text: String
    let challenge: RegistryChallenge?
    let location: String?
  }

  private func send(_ method: String, _ path: String, _ token: String?) async throws -> Answer {
    let host = image.registry == ImageReference.dockerHub ? "registry-1.docker.io" : image.registry
    guard var url = HTTPURL("https://\(host)") else { throw HTTPTransportError.malformedResponse(reason: host) }
    url.path = path
    var fields = HTTPFields()
    for type in ImageManifest.mediaTypes { fields.add("Accept", type) }
    fields["Authorization"] = token.map { "Bearer \($0)" }
    return try await Self.send(HTTPRequest(method: method, url: url, fields: fields), configuration)
  }

  private static func send(_ request: HTTPRequest, _ configuration: AWSConfiguration) async throws -> Answer {
    var request = request
    request.fields["User-Agent"] = "martlet"
    let hasBody = request.method != "HEAD"
    return try await configuration.transport.send(request, timeouts: configuration.timeouts) { response in
      let body = hasBody ? try await response.body.collect(limit: limit) : []
      return Answer(
        status: response.status, text: String(decoding: body, as: UTF8.self),
        challenge: response.fields["www-authenticate"].flatMap { RegistryChallenge($0) },
        location: (300..<400).contains(response.status) ? response.fields["location"] : nil)
    }
  }

  /// - Throws: ``HTTPTransportError`` when there is no answer, or none that could be used.
  static func text(of url: HTTPURL, _ configuration: AWSConfiguration) async throws -> String {
    let answer = try await send(HTTPRequest(method: "GET", url: url), configuration)
    guard answer.status == 200 else { throw HTTPTransportError.malformedResponse(reason: "HTTP \(answer.status)") }
    return answer.text
  }

  /// What lets anybody pull who asks for it; nil when nobody may without an account.
  private func token(_ challenge: RegistryChallenge) async throws -> String? {
    guard var url = HTTPURL(challenge.realm), url.scheme == .https else { return nil }
    if let service = challenge.service { url.query.append(.init("service", service)) }
    url.query.append(.init("scope", "repository:\(image.repository):pull"))
    return RegistryChallenge.token(in: try await Self.text(of: url, configuration))
  }
}
