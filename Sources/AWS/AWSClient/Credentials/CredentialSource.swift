/// One place where credentials may come from.
///
/// To add one: conform in a file of its own and list it in ``CredentialChain/standard(_:explicitProfile:)``.
package protocol CredentialSource: Sendable {
  /// For people: `the environment (AWS_ACCESS_KEY_ID)`.
  var name: String { get }

  /// Keys; nil when this place is not set up, so that the next one is asked.
  /// - Throws: ``AWSError`` of kind `credentials` when it is set up and does not work; no other place is asked then.
  func load() async throws -> AWSCredentials?
}

/// What credential sources may look at.
package struct CredentialContext: Sendable {
  package let environment: [String: String]
  package let files: SharedFiles
  package let region: String
  package let endpoints: AWSEndpoints
  package let transport: any HTTPTransport
  package let metadata: InstanceMetadata
  package let clock: any AWSClock

  package init(
    environment: [String: String], files: SharedFiles, region: String, endpoints: AWSEndpoints,
    transport: any HTTPTransport, metadata: InstanceMetadata, clock: any AWSClock = SystemClock()
  ) {
    self.environment = environment
    self.files = files
    self.region = region
    self.endpoints = endpoints
    self.transport = transport
    self.metadata = metadata
    self.clock = clock
  }

  /// A client of STS that signs with `credentials`.
  func securityTokenService(_ credentials: AWSCredentials, region: String? = nil) -> STSClient {
    STSClient(
      AWSConfiguration(
        region: region ?? self.region, credentials: StaticCredentials(credentials), endpoints: endpoints,
        transport: transport, retry: RetryPolicy(maximumAttempts: 4, timeBudget: .seconds(60)), clock: clock))
  }

  /// A variable that is set to something.
  func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
}
