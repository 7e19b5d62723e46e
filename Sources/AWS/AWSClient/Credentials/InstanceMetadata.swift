/// The metadata service of an EC2 instance, version 2 only: every request carries a session's token.
///
/// Source: Amazon EC2 User Guide, "Use the Instance Metadata Service to access instance metadata".
package struct InstanceMetadata: Sendable {
  private let endpoint: HTTPURL?
  private let fetch: MetadataFetch

  package init(
    environment: [String: String], profile: SharedProfile?, transport: any HTTPTransport,
    clock: any AWSClock = SystemClock()
  ) {
    let isDisabled = environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true"
    let mode = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] ?? profile?["ec2_metadata_service_endpoint_mode"]
    let standard = mode?.lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    let named =
      environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? profile?["ec2_metadata_service_endpoint"] ?? ""
    endpoint = isDisabled ? nil : HTTPURL(named.isEmpty ? standard : named)
    fetch = MetadataFetch(
      transport: transport, clock: clock,
      timeout: .seconds(environment["AWS_METADATA_SERVICE_TIMEOUT"].flatMap { Double($0) } ?? 1),
      attempts: environment["AWS_METADATA_SERVICE_NUM_ATTEMPTS"].flatMap { Int($0) } ?? 1)
  }

  /// Whether it may be asked at all.
  package var isEnabled: Bool { endpoint != nil }

  /// What stands at `/latest/meta-data/<path>`; nil when nobody answers there or it does not exist.
  /// - Throws: `CancellationError`.
  package func value(_ path: String) async throws -> [UInt8]? {
    guard var url = endpoint else { return nil }
    let root = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
    do {
      url.path = root + "/latest/api/token"
      let ask = HTTPRequest(
        method: "PUT", url: url, fields: ["X-aws-ec2-metadata-token-ttl-seconds": "21600"])
      let token = try await fetch.send(ask)
      guard token.status == 200 else { return nil }
      url.path = root + "/latest/meta-data/" + path
      let answer = try await fetch.send(
        HTTPRequest(
          method: "GET", url: url,
          fields: ["X-aws-ec2-metadata-token": String(decoding: token.body, as: UTF8.self)]))
      return answer.status == 200 ? answer.body : nil
    } catch is HTTPTransportError {
      return nil
    }
  }
}
