/// The endpoint that ECS, Batch and EKS offer inside a container.
///
/// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
package struct ContainerCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String { "the container (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)" }

  package func load() async throws -> AWSCredentials? {
    guard let url = try url() else { return nil }
    var request = HTTPRequest(method: "GET", url: url, fields: ["Accept": "application/json"])
    request.fields["Authorization"] = try token()
    let fetch = MetadataFetch(
      transport: context.transport, clock: context.clock, timeout: .seconds(2), attempts: 4)
    let answer: (status: Int, body: [UInt8])
    do {
      answer = try await fetch.send(request)
    } catch let error as HTTPTransportError {
      throw AWSError(.credentials, message: "the container's credentials endpoint does not answer", cause: error)
    }
    guard answer.status == 200 else {
      throw AWSError(
        .credentials, message: "the container's credentials endpoint answered HTTP \(answer.status)",
        status: answer.status, help: "check that the task or job has a role")
    }
    return try JSONCredentials.read(answer.body, from: "the container's credentials endpoint", token: "Token")
  }

  private func url() throws -> HTTPURL? {
    if let path = context.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
      guard let url = HTTPURL("http://169.254.170.2" + path) else {
        throw AWSError(.credentials, message: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path")
      }
      return url
    }
    guard let text = context.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") else { return nil }
    guard let url = HTTPURL(text), url.scheme == .https || Self.isLocal(url.host) else {
      throw AWSError(
        .credentials, message: "AWS_CONTAINER_CREDENTIALS_FULL_URI, `\(text)`, is neither https nor on this machine",
        help: "keys are taken over http from loopback and the container hosts' own addresses only")
    }
    return url
  }

  private static func isLocal(_ host: String) -> Bool {
    host == "localhost" || host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isNumber }
      || ["::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(host.lowercased())
  }

  private func token() throws -> String? {
    guard let path = context.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") else {
      return context.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
    }
    guard let token = try? LocalFile.text(path)?.trimmed, !token.contains(where: \.isNewline) else {
      throw AWSError(.credentials, message: "cannot read AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, `\(path)`")
    }
    return token
  }
}
