import Testing

@testable import AWSClient

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy(
    maximumAttempts: 4, timeBudget: .seconds(60), baseDelay: .milliseconds(100), maximumDelay: .seconds(1))

  private func decide(_ failure: AttemptFailure, attempt: Int = 1, elapsed: Duration = .zero, random: Double = 1)
    -> RetryPolicy.Decision
  {
    policy.decide(after: failure, attempt: attempt, elapsed: elapsed, random: random)
  }

  private func service(_ status: Int, _ code: String? = nil, after: Duration? = nil) -> AttemptFailure {
    .service(status: status, code: code, retryAfter: after)
  }

  @Test func thePauseIsAnyTimeBelowABoundThatDoubles() {
    #expect(decide(service(500)) == .again(after: .milliseconds(100)))
    #expect(decide(service(500), attempt: 2) == .again(after: .milliseconds(200)))
    #expect(decide(service(500), attempt: 3, random: 0.5) == .again(after: .milliseconds(200)))
    #expect(decide(service(500), random: 0) == .again(after: .zero))
  }

  @Test func aThrottledRequestWaitsLonger() {
    #expect(decide(service(429)) == .again(after: .milliseconds(500)))
    #expect(decide(service(400, "ThrottlingException"), attempt: 2) == .again(after: .seconds(1)))
    #expect(decide(service(503, "SlowDown"), attempt: 3) == .again(after: .seconds(1)))
  }

  @Test func whatMayHaveBeenDoneIsNotRepeatedWhereThatWouldDoItTwice() {
    var careful = policy
    careful.repeatsWhatMayBeDone = false
    func decide(_ failure: AttemptFailure) -> RetryPolicy.Decision {
      careful.decide(after: failure, attempt: 1, elapsed: .zero, random: 0)
    }
    #expect(decide(service(429)) == .again(after: .zero))
    #expect(decide(.transport(.connectFailed(host: "h", reason: "r"))) == .again(after: .zero))
    #expect(decide(service(500)) == .giveUp)
    #expect(decide(.transport(.connectionLost(reason: "r"))) == .giveUp)
    #expect(decide(.transport(.timedOut(what: "w"))) == .giveUp)
  }

  @Test func aPatientPolicyStillGivesUpWhereNobodyAnswers() {
    var patient = RetryPolicy(maximumAttempts: .max, timeBudget: .seconds(3600))
    patient.attemptsToConnect = 8
    func decide(_ failure: AttemptFailure, _ attempt: Int) -> RetryPolicy.Decision {
      patient.decide(after: failure, attempt: attempt, elapsed: .zero, random: 0)
    }
    #expect(decide(service(429), 100_000) == .again(after: .zero))
    #expect(decide(.transport(.connectFailed(host: "h", reason: "r")), 8) == .giveUp)
    #expect(decide(.clockSkew, 10) == .giveUp)
    #expect(decide(.expiredCredentials, 10) == .giveUp)
  }

  @Test func retryAfterIsHonoured() {
    #expect(decide(service(503, after: .seconds(7))) == .again(after: .seconds(7)))
    #expect(decide(service(503, after: .seconds(3000))) == .again(after: .seconds(60)))
  }

  @Test(arguments: [
    AttemptFailure.service(status: 400, code: "ClientException", retryAfter: nil),
    .service(status: 403, code: "AccessDenied", retryAfter: nil), .service(status: 404, code: nil, retryAfter: nil),
    .service(status: 501, code: "NotImplemented", retryAfter: nil), .permanent,
    .transport(.tlsFailed(host: "h", reason: "r")), .transport(.bodyTooLong(limit: 1)),
  ]) func whatWillNotChangeIsNotRepeated(_ failure: AttemptFailure) { #expect(decide(failure) == .giveUp) }

  @Test(arguments: [
    AttemptFailure.transport(.connectionLost(reason: "r")), .transport(.timedOut(what: "w")),
    .transport(.connectFailed(host: "h", reason: "r")), .service(status: 400, code: "RequestTimeout", retryAfter: nil),
    .clockSkew, .expiredCredentials,
  ]) func whatMayPassIsRepeated(_ failure: AttemptFailure) { #expect(decide(failure) != .giveUp) }

  @Test func attemptsAndTimeAreLimited() {
    #expect(decide(service(500), attempt: 4) == .giveUp)
    #expect(decide(service(500), elapsed: .seconds(60)) == .giveUp)
    #expect(RetryPolicy.never.decide(after: service(500), attempt: 1, elapsed: .zero, random: 0) == .giveUp)
  }

  @Test func theRateIsHalvedWhenTheServiceThrottlesAndComesBack() {
    var bucket = TokenBucket(rate: 50, burst: 2)
    let start = UnixTime(seconds: 1000)
    #expect(bucket.take(at: start) == 0)
    #expect(bucket.take(at: start) == 0)
    #expect(bucket.take(at: start) == 0.02)
    bucket.throttled(at: start)
    bucket.throttled(at: start + 0.5)
    #expect(bucket.rate == 25)
    bucket.accepted(at: start + 1)
    #expect(bucket.rate == 25)
    for _ in 0..<100 { bucket.accepted(at: start + 3) }
    #expect(bucket.rate == 50)
  }
}
