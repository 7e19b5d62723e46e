import Synchronization

/// Asks one source after the other, keeps what the first one gives and renews it before it ends.
package actor CredentialChain: AWSCredentialsProvider {
  /// Keys are renewed this long before they end, in seconds.
  private static let margin = 300.0
  /// When that fails, it is tried again after this time, in seconds, as long as the old keys hold.
  private static let pause = 15.0

  private let sources: [any CredentialSource]
  private let clock: any AWSClock
  private let known = Mutex<AWSCredentials?>(nil)
  private var loading: Task<AWSCredentials, any Error>?
  private var failedAt: UnixTime?

  package init(_ sources: [any CredentialSource], clock: any AWSClock = SystemClock()) {
    self.sources = sources
    self.clock = clock
  }

  deinit { loading?.cancel() }

  /// The sources in botocore's order.
  /// - Parameter explicitProfile: a profile that was named by argument wins over keys in the environment.
  package static func standard(_ context: CredentialContext, explicitProfile: Bool = false) -> CredentialChain {
    var sources: [any CredentialSource] = explicitProfile ? [] : [EnvironmentCredentials(context)]
    sources += [
      AssumedRoleCredentials(context), WebIdentityCredentials(context), SharedFileCredentials(context),
      ProcessCredentials(context), ContainerCredentials(context), InstanceCredentials(context),
    ]
    return CredentialChain(sources, clock: context.clock)
  }

  /// Keys that hold are handed out without waiting for the actor.
  package nonisolated func credentials() async throws -> AWSCredentials {
    if let current, !endsSoon(current) { return current }
    return try await newCredentials()
  }

  private nonisolated var current: AWSCredentials? {
    get { known.withLock { $0 } }
    set { known.withLock { $0 = newValue } }
  }

  private func newCredentials() async throws -> AWSCredentials {
    if let current, !endsSoon(current) || hasJustFailed(current) { return current }
    let last = current
    let task = loading ?? startLoading()
    do {
      return try await task.value
    } catch {
      guard let last, let end = last.expiration, end > clock.now() else { throw error }
      failedAt = clock.now()
      return last
    }
  }

  package func renew() async -> Bool {
    guard let current, current.expiration != nil else { return false }
    self.current = nil
    return true
  }

  private func startLoading() -> Task<AWSCredentials, any Error> {
    let task = Task { try await load() }
    loading = task
    return task
  }

  private func load() async throws -> AWSCredentials {
    defer { loading = nil }
    for source in sources {
      if let found = try await source.load() {
        current = found
        return found
      }
    }
    throw AWSError(
      .credentials,
      message: "no AWS credentials found; looked at " + sources.map(\.name).joined(separator: ", "),
      help: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or run where a role is "
        + "attached")
  }

  private func hasJustFailed(_ credentials: AWSCredentials) -> Bool {
    guard let failedAt, let end = credentials.expiration else { return false }
    return clock.now() - failedAt < Self.pause && end > clock.now()
  }

  private nonisolated func endsSoon(_ credentials: AWSCredentials) -> Bool {
    guard let end = credentials.expiration else { return false }
    return end - clock.now() < Self.margin
  }
}
