import Synchronization

/// Everything that the clients of all services share. Copies share connections, credentials and pace.
package struct AWSConfiguration: Sendable {
  package var region: String
  package var credentials: any AWSCredentialsProvider
  package var endpoints: AWSEndpoints
  package var transport: any HTTPTransport
  package var retry: RetryPolicy
  package var timeouts: HTTPTimeouts
  /// By ``AWSService/variableName``; a service without an entry goes as fast as it can.
  package var paces: [String: any RequestPace]
  package var clock: any AWSClock
  package var observer: (any RequestObserver)?
  /// How far the services' clock is ahead of ours.
  package let clockSkew: ClockSkew
  package let signingKeys: SigningKeys

  package init(
    region: String, credentials: any AWSCredentialsProvider, endpoints: AWSEndpoints = AWSEndpoints(),
    transport: any HTTPTransport, retry: RetryPolicy = RetryPolicy(), timeouts: HTTPTimeouts = HTTPTimeouts(),
    paces: [String: any RequestPace]? = nil, clock: any AWSClock = SystemClock()
  ) {
    self.region = region
    self.credentials = credentials
    self.endpoints = endpoints
    self.transport = transport
    self.retry = retry
    self.timeouts = timeouts
    self.paces = paces ?? AccountPaces(clock: clock).paces(in: region)
    self.clock = clock
    clockSkew = ClockSkew()
    signingKeys = SigningKeys()
  }

  /// The configuration that AWS's own tools would use.
  ///
  /// - Parameters:
  ///   - region: wins over `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's region and the instance's.
  ///   - profile: wins over `AWS_PROFILE` and `AWS_DEFAULT_PROFILE`.
  ///   - environment: of the process.
  ///   - transport: nil for one that this configuration owns and ``shutdown()`` closes.
  /// - Throws: ``AWSError`` of kind `configuration` when no region is found, a shared file is malformed or the profile
  ///   does not exist. Credentials are looked for when the first request needs them.
  package static func load(
    region: String? = nil, profile: String? = nil, environment: [String: String],
    transport: (any HTTPTransport)? = nil, clock: any AWSClock = SystemClock()
  ) async throws -> AWSConfiguration {
    let files = try SharedFiles.load(environment: environment, profile: profile)
    let transport = try transport ?? NIOTransport(NIOTransport.Settings(environment: environment))
    do {
      let metadata = InstanceMetadata(environment: environment, profile: files.active, transport: transport)
      let region = try await AWSRegion.find(
        argument: region, environment: environment, files: files, metadata: metadata)
      let endpoints = AWSEndpoints(environment: environment, profile: files.active)
      let context = CredentialContext(
        environment: environment, files: files, region: region, endpoints: endpoints, transport: transport,
        metadata: metadata, clock: clock)
      return AWSConfiguration(
        region: region, credentials: CredentialChain.standard(context, explicitProfile: profile != nil),
        endpoints: endpoints, transport: transport, clock: clock)
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  /// Closes the connections. Nothing may be sent afterwards.
  package func shutdown() async { await transport.shutdown() }
}

/// How far the services' clock is ahead of ours, as their answers showed it.
package final class ClockSkew: Sendable {
  private let value = Mutex(0.0)

  package init() {}

  /// In seconds.
  package var seconds: Double { value.withLock { $0 } }

  func add(_ seconds: Double) { value.withLock { $0 += seconds } }
}
