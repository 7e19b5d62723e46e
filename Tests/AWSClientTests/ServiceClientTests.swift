import Testing

@testable import AWSClient

@Suite struct ServiceClientTests {
  private let clock = ManualClock()

  private func client(
    _ transport: InMemoryTransport,
    credentials: any AWSCredentialsProvider = StaticCredentials(
      accessKeyID: "AKID", secretAccessKey: "secret"), retry: RetryPolicy = RetryPolicy()
  ) -> ServiceClient {
    ServiceClient(
      .batch,
      AWSConfiguration(
        region: "eu-central-1", credentials: credentials, transport: transport, retry: retry, paces: [:], clock: clock))
  }

  private let request = AWSRequest(operation: "DescribeJobs", subject: "j", method: "POST", path: "/v1/describejobs")

  private static func answer(_ status: Int, _ body: String = "{}", _ fields: HTTPFields = HTTPFields()) -> HTTPResponse
  {
    HTTPResponse(status: status, fields: fields, body: HTTPResponseBody(Array(body.utf8)))
  }

  private func send(_ client: ServiceClient) async throws -> String {
    try await client.send(request) { _, body in String(decoding: body, as: UTF8.self) }
  }

  @Test func aThrottledRequestIsSentAgainWithANewSignature() async throws {
    let transport = Script([
      { Self.answer(429, #"{"message":"slow"}"#, ["x-amzn-errortype": "TooManyRequestsException:"]) },
      { throw HTTPTransportError.connectionLost(reason: "reset") }, { Self.answer(500) }, { Self.answer(200, "done") },
    ]).transport
    let clock = clock
    let stepping = InMemoryTransport { received in
      clock.advance(1)
      return try await transport.send(received.request, timeouts: HTTPTimeouts()) { $0 }
    }
    #expect(try await send(client(stepping)) == "done")
    let dates = stepping.received.map { $0.request.fields["X-Amz-Date"] }
    #expect(Set(dates).count == 4)
    #expect(Set(stepping.received.map { $0.request.fields["Authorization"] }).count == 4)
  }

  @Test func aRefusalSaysWhatWasBeingDone() async throws {
    let transport = Script([
      {
        Self.answer(
          403, #"{"Message":"not you"}"#,
          ["x-amzn-errortype": "AccessDeniedException:http://x/", "x-amzn-requestid": "r-1"])
      }
    ]).transport
    let error = await #expect(throws: AWSError.self) { try await send(client(transport)) }
    #expect(error?.code == "AccessDeniedException" && error?.isAccessDenied == true && error?.attempts == 1)
    #expect(
      error?.description.hasPrefix(
        "Batch DescribeJobs j: AccessDeniedException: not you (HTTP 403, request r-1)\n  help: ") == true)
    #expect(transport.received.count == 1)
  }

  @Test func anObserverHearsOfWhatMayPassAndOfItsEnd() async throws {
    let transport = Script([
      { Self.answer(503) }, { throw HTTPTransportError.connectionLost(reason: "reset") },
      { Self.answer(400, #"{"message":"no"}"#) },
    ]).transport
    let observer = Observer()
    var configuration = client(transport).configuration
    configuration.observer = observer
    await #expect(throws: AWSError.self) { try await send(ServiceClient(.batch, configuration)) }
    #expect(await observer.heard.count == 3)
    #expect(await observer.heard.first == "Batch DescribeJobs: HTTP 503")
    #expect(await observer.heard.last == "Batch DescribeJobs answered")
  }

  @Test func itGivesUpWhenItHasTriedOftenEnough() async throws {
    let transport = Script([{ throw HTTPTransportError.connectFailed(host: "h:1", reason: "refused") }]).transport
    let error = await #expect(throws: AWSError.self) {
      try await send(client(transport, retry: RetryPolicy(maximumAttempts: 3)))
    }
    #expect(error?.kind == .network && error?.attempts == 3)
    #expect(clock.sleeps.count == 2)
  }

  @Test func aWrongClockIsCorrectedByTheServices() async throws {
    let date: HTTPFields = ["Date": "Fri, 20 Nov 2026 22:21:33 GMT", "x-amzn-errortype": "InvalidSignatureException"]
    let transport = Script([{ Self.answer(403, "{}", date) }, { Self.answer(200) }]).transport
    let client = client(transport)
    _ = try await send(client)
    #expect(transport.received.map { $0.request.fields["X-Amz-Date"] } == ["20261120T232133Z", "20261120T222133Z"])
    #expect(client.configuration.clockSkew.seconds == -3600)
  }

  @Test func anExpiredSessionIsRenewedOnce() async throws {
    let expired: @Sendable () -> HTTPResponse = {
      Self.answer(403, "{}", ["x-amzn-errortype": "ExpiredTokenException"])
    }
    let good = Script([expired, { Self.answer(200) }]).transport
    let provider = RenewableCredentials()
    _ = try await send(client(good, credentials: provider))
    #expect(good.received[0].request.fields["X-Amz-Security-Token"] == "token-0")
    #expect(good.received[1].request.fields["X-Amz-Security-Token"] == "token-1")
    let bad = Script([expired]).transport
    await #expect(throws: AWSError.self) { try await send(client(bad, credentials: provider)) }
    #expect(bad.received.count == 2)
  }

  @Test func cancellationIsNotAFailure() async throws {
    let transport = InMemoryTransport { _ in
      withUnsafeCurrentTask { $0?.cancel() }
      throw HTTPTransportError.connectionLost(reason: "closed")
    }
    let client = client(transport)
    let task = Task { try await send(client) }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(transport.received.count == 1)
  }

  @Test(arguments: [
    (#"{"__type":"com.amazonaws.batch#ClientException","message":"m"}"#, "ClientException", "m"),
    ("<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>", "NoSuchKey", "gone"),
    ("<E><Error><Code>ExpiredToken</Code><Message>m</Message></Error></E>", "ExpiredToken", "m"),
    ("<html>oops", nil, "<html>oops"), ("", nil, ""),
  ]) func errorsAreReadInEveryProtocol(_ body: String, _ code: String?, _ message: String) {
    let response = AWSErrorResponse(status: 400, fields: HTTPFields(), body: Array(body.utf8))
    #expect(response.code == code)
    #expect(response.message == message)
  }

  @Test func endpointsComeFromTheEnvironmentThenFromTheProfile() throws {
    let profile = SharedProfile(
      name: "p", settings: ["endpoint_url": "http://general"], services: ["s3": ["endpoint_url": "http://s3"]])
    let host = { (environment: [String: String], service: AWSService) in
      try AWSEndpoints(environment: environment, profile: profile).url(of: service, region: "us-east-1").host
    }
    #expect(try host([:], .s3) == "s3")
    #expect(try host([:], .batch) == "general")
    #expect(try host(["AWS_ENDPOINT_URL": "http://env"], .s3) == "env")
    #expect(try host(["AWS_ENDPOINT_URL": "http://env", "AWS_ENDPOINT_URL_S3": "http://own"], .s3) == "own")
    #expect(try host(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], .s3) == "s3.us-east-1.amazonaws.com")
    let china = try AWSEndpoints().url(of: .batch, region: "cn-north-1")
    #expect(china.host == "batch.cn-north-1.amazonaws.com.cn")
  }
}

/// Keys that get a new session each time they are renewed.
private actor RenewableCredentials: AWSCredentialsProvider {
  private var session = 0

  func credentials() -> AWSCredentials {
    AWSCredentials(accessKeyID: "AKID", secretAccessKey: "s", sessionToken: "token-\(session)")
  }

  func renew() -> Bool {
    session += 1
    return true
  }
}

private actor Observer: RequestObserver {
  private(set) var heard: [String] = []

  func failed(_ operation: String, because reason: String, at now: UnixTime) {
    heard.append("\(operation): \(reason)")
  }

  func answered(_ operation: String, at now: UnixTime) { heard.append(operation + " answered") }
}
