/// Sends the requests of one service.
///
/// From top to bottom: ``send(_:receive:)`` repeats ``attempt(_:receive:)``, which waits for its turn, builds, signs,
/// sends and classifies.
package struct ServiceClient: Sendable {
  package let service: AWSService
  package let configuration: AWSConfiguration
  private let classifier = AttemptClassifier()

  package init(_ service: AWSService, _ configuration: AWSConfiguration) {
    self.service = service
    self.configuration = configuration
  }

  /// Sends a request, again and again as the retry policy allows, signed anew each time.
  ///
  /// - Parameter receive: takes a successful response; called anew for each attempt, so it has to start over. It may
  ///   throw ``AWSErrorResponse`` when the service says in the body that it failed after all.
  /// - Throws: ``AWSError``, `CancellationError`, or what `receive` throws for reasons of its own.
  package func send<Result: Sendable>(
    _ request: AWSRequest, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    try await send({ request }, receive: receive)
  }

  /// Sends a request that is written anew for each attempt, as one that goes on where the last one broke off.
  package func send<Result: Sendable>(
    _ request: @Sendable () -> AWSRequest, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    let start = configuration.clock.now()
    var attempts = 0
    var hasRenewed = false
    while true {
      attempts += 1
      let request = request()
      do {
        let result = try await attempt(request, receive: receive)
        await pace?.accepted()
        await observe(request)
        return result
      } catch {
        try Task.checkCancellation()
        if error is CancellationError { throw error }
        var failure = classifier.classify(error, now: now)
        if failure == .expiredCredentials {
          let canRenew = await configuration.credentials.renew()
          if hasRenewed || !canRenew { failure = .permanent }
          hasRenewed = true
        }
        await learn(from: error, failure)
        await observe(request, failure, error)
        let decision = configuration.retry.decide(
          after: failure, attempt: attempts, elapsed: .seconds(configuration.clock.now() - start),
          random: Double.random(in: 0...1))
        guard case .again(let pause) = decision else {
          throw classifier.describe(
            error, operation: name(of: request), subject: request.subject, attempts: attempts)
        }
        if pause > .zero { try await configuration.clock.sleep(for: pause) }
      }
    }
  }

  /// Sends a request whose response is small.
  /// - Parameter decode: reads the response's fields and its whole body.
  package func send<Result: Sendable>(
    _ request: AWSRequest, decode: @Sendable (HTTPFields, [UInt8]) throws -> Result
  ) async throws -> Result {
    try await send(request) { response in
      try decode(response.fields, try await response.body.collect(limit: Self.smallBody))
    }
  }

  /// The longest body that is read into memory, in bytes.
  private static let smallBody = 64 * 1024 * 1024

  private func attempt<Result: Sendable>(
    _ request: AWSRequest, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    guard let pace else { return try await exchange(request, receive: receive) }
    try await pace.wait(for: request.operation)
    do {
      let result = try await exchange(request, receive: receive)
      await pace.ended()
      return result
    } catch {
      await pace.ended()
      throw error
    }
  }

  private func exchange<Result: Sendable>(
    _ request: AWSRequest, receive: @Sendable (HTTPResponse) async throws -> Result
  ) async throws -> Result {
    let url = try url(of: request)
    let signed = try await sign(request, url: url)
    return try await configuration.transport.send(signed, timeouts: configuration.timeouts) { response in
      guard response.isSuccess else {
        let body = request.method == "HEAD" ? [] : try await response.body.collect(limit: Self.smallBody)
        throw AWSErrorResponse(status: response.status, fields: response.fields, body: body)
      }
      return try await receive(response)
    }
  }

  /// Where the request goes.
  package func url(of request: AWSRequest) throws -> HTTPURL {
    var url = try configuration.endpoints.url(of: service, region: configuration.region)
    if let prefix = request.hostPrefix { url.host = prefix + "." + url.host }
    url.path = url.path == "/" ? request.path : url.path + request.path
    url.query += request.query
    return url
  }

  private func sign(_ request: AWSRequest, url: HTTPURL) async throws -> HTTPRequest {
    var signed = HTTPRequest(method: request.method, url: url, fields: request.fields, body: request.body)
    signed.fields["User-Agent"] = "martlet"
    guard request.isSigned else { return signed }
    let credentials = try await configuration.credentials.credentials()
    let signer = SigV4(
      credentials: credentials, region: configuration.region, service: service.signingName,
      keys: configuration.signingKeys)
    switch (request.protection, request.body) {
    case (.digest, .bytes(let bytes)): signer.sign(&signed, payload: .of(bytes), at: now)
    case (_, .none): signer.sign(&signed, payload: .empty, at: now)
    case (.checksum(let algorithm), .bytes(let bytes)):
      signed.fields[algorithm.fieldName] = Checksum.base64(algorithm, of: bytes)
      signer.sign(&signed, payload: url.scheme == .https ? .unsigned : .of(bytes), at: now)
    case (.checksum, .file), (.checksum, .stream), (.digest, .file), (.digest, .stream):
      signChunked(&signed, request, signer)
    }
    return signed
  }

  private func signChunked(_ signed: inout HTTPRequest, _ request: AWSRequest, _ signer: SigV4) {
    var payload = StreamingPayload.signed
    var checksum: ChecksumAlgorithm?
    if case .checksum(let algorithm) = request.protection {
      payload = signed.url.scheme == .https ? .unsignedWithTrailer : .signedWithTrailer
      checksum = algorithm
    }
    let chunked = ChunkedBody(request.body, payload: payload, checksum: checksum)
    chunked.announce(in: &signed.fields)
    let chunkSigner = signer.sign(&signed, payload: .streaming(payload), at: now)
    signed.body = chunked.encoded(signer: chunkSigner)
  }

  private var pace: (any RequestPace)? { configuration.paces[service.variableName] }

  /// Our time, corrected to the service's.
  private var now: UnixTime { configuration.clock.now() + configuration.clockSkew.seconds }

  private func name(of request: AWSRequest) -> String { "\(service.name) \(request.operation)" }

  private func observe(_ request: AWSRequest, _ failure: AttemptFailure? = nil, _ error: (any Error)? = nil) async {
    guard let observer = configuration.observer else { return }
    if let failure, let error, failure.isTransient {
      await observer.failed(name(of: request), because: classifier.reason(error), at: configuration.clock.now())
    } else {
      await observer.answered(name(of: request), at: configuration.clock.now())
    }
  }

  private func learn(from error: any Error, _ failure: AttemptFailure) async {
    if failure.isThrottle { await pace?.throttled() }
    guard failure == .clockSkew, let response = error as? AWSErrorResponse,
      let skew = classifier.skew(response, now: now)
    else { return }
    configuration.clockSkew.add(skew)
  }
}
