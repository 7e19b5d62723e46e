/// Decides whether and when a request is sent again. It has no clock and rolls no dice.
///
/// Full jitter: the pause is any time between nothing and a bound that doubles with each attempt.
package struct RetryPolicy: Hashable, Sendable {
  /// The first one counts.
  package var maximumAttempts: Int
  /// No attempt starts later than this after the first.
  package var timeBudget: Duration
  /// The bound of the first pause; twice as much when the service throttles, at least 0.5 s.
  package var baseDelay: Duration
  package var maximumDelay: Duration
  /// False: a request that the service may have carried out is not sent again, since that may do it twice.
  package var repeatsWhatMayBeDone = true

  /// How often a request is sent that finds nobody to connect to: a name that is wrong does not get right by itself.
  package var attemptsToConnect = Int.max

  package init(
    maximumAttempts: Int = 10, timeBudget: Duration = .seconds(300), baseDelay: Duration = .milliseconds(100),
    maximumDelay: Duration = .seconds(20)
  ) {
    self.maximumAttempts = maximumAttempts
    self.timeBudget = timeBudget
    self.baseDelay = baseDelay
    self.maximumDelay = maximumDelay
  }

  /// Tried once.
  package static let never = RetryPolicy(maximumAttempts: 1)

  package enum Decision: Hashable, Sendable {
    case again(after: Duration)
    case giveUp
  }

  /// - Parameters:
  ///   - attempt: how often it was tried, from 1.
  ///   - elapsed: since the first attempt began.
  ///   - random: between 0 and 1.
  package func decide(
    after failure: AttemptFailure, attempt: Int, elapsed: Duration, random: Double
  ) -> Decision {
    guard attempt < maximumAttempts, failure.isTransient, repeatsWhatMayBeDone || !failure.mayBeDone else {
      return .giveUp
    }
    switch failure {
    case .transport(.connectFailed) where attempt >= attemptsToConnect: return .giveUp
    // Neither a clock nor credentials are put right more often.
    case .clockSkew where attempt >= 10, .expiredCredentials where attempt >= 10: return .giveUp
    default: break
    }
    let pause = pause(after: failure, attempt: attempt, random: random)
    return elapsed + pause <= timeBudget ? .again(after: pause) : .giveUp
  }

  private func pause(after failure: AttemptFailure, attempt: Int, random: Double) -> Duration {
    switch failure {
    case .clockSkew, .expiredCredentials: return .zero
    case .service(_, _, let retryAfter?): return min(retryAfter, max(maximumDelay, .seconds(60)))
    default: break
    }
    let base = failure.isThrottle ? max(baseDelay * 2, .milliseconds(500)) : baseDelay
    let bound = min(base * (1 << min(attempt - 1, 20)), maximumDelay)
    return bound * min(max(random, 0), 1)
  }
}

/// Why one attempt failed.
package enum AttemptFailure: Hashable, Sendable {
  case service(status: Int, code: String?, retryAfter: Duration?)
  case transport(HTTPTransportError)
  /// The service says that our clock is wrong, and by its `Date` header it is.
  case clockSkew
  /// The session token ended before the request did; new ones can be had.
  case expiredCredentials
  /// Anything that will not change by itself.
  case permanent

  private static let throttles: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
    "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
    "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete",
    "EC2ThrottledException",
  ]

  private static let transients: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalFailure", "ServiceUnavailable",
    "ServerException", "OperationAborted", "ConditionalRequestConflict",
  ]

  package var isThrottle: Bool {
    guard case .service(let status, let code, _) = self else { return false }
    return status == 429 || Self.throttles.contains(code ?? "")
  }

  /// Whether the service may have done what was asked, although it did not say so.
  package var mayBeDone: Bool {
    switch self {
    case .service(let status, _, _): status >= 500 && !isThrottle
    case .transport(.connectFailed), .transport(.tlsFailed): false
    case .transport: true
    case .clockSkew, .expiredCredentials, .permanent: false
    }
  }

  package var isTransient: Bool {
    switch self {
    case .service(let status, let code, _):
      isThrottle || status >= 500 && status != 501 || Self.transients.contains(code ?? "")
    case .transport(let error): error.isTransient
    case .clockSkew, .expiredCredentials: true
    case .permanent: false
    }
  }
}
