import Testing

@testable import AWSClient

@Suite struct NIOTransportTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

  private func with<Result: Sendable>(
    _ answer: @escaping LoopbackServer.Answer, environment: [String: String] = [:], connections: Int = 8,
    _ body: @Sendable (NIOTransport, LoopbackServer) async throws -> Result
  ) async throws -> Result {
    let server = try await LoopbackServer(answer)
    let transport = try NIOTransport(
      NIOTransport.Settings(environment: environment, connectionsPerHost: connections, eventLoops: 1))
    do {
      let result = try await body(transport, server)
      await transport.shutdown()
      return result
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  private func send(
    _ transport: NIOTransport, _ server: LoopbackServer, method: String = "GET", body: HTTPBody = .none,
    idle: Duration = .seconds(120), fields: HTTPFields = HTTPFields()
  ) async throws -> (status: Int, text: String) {
    let url = HTTPURL(scheme: .http, host: "127.0.0.1", port: server.port, path: "/a%20b", query: [.init("x", "1 2")])
    let request = HTTPRequest(method: method, url: url, fields: fields, body: body)
    return try await transport.send(request, timeouts: HTTPTimeouts(idle: idle)) { response in
      (response.status, String(decoding: try await response.body.collect(limit: 1 << 24), as: UTF8.self))
    }
  }

  private func failure(
    idle: Duration = .seconds(10), _ actions: [LoopbackServer.Action]
  ) async throws -> HTTPTransportError? {
    try await with({ _ in actions }) { transport, server async throws in
      await #expect(throws: HTTPTransportError.self) { try await send(transport, server, idle: idle) }
    }
  }

  @Test func aConnectionCarriesOneRequestAfterTheOther() async throws {
    try await with({ _ in [.send(Self.ok)] }) { transport, server async throws -> Void in
      for _ in 0..<3 { #expect(try await send(transport, server) == (200, "hello")) }
      #expect(server.received.map(\.connection) == [1, 1, 1])
      #expect(server.received[0].head.hasPrefix("GET /a%20b?x=1%202 HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)"))
    }
  }

  @Test func aServerThatWantsToCloseIsLeft() async throws {
    let text = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
    try await with({ _ in [.send(text), .close] }) { transport, server async throws -> Void in
      for _ in 0..<2 { #expect(try await send(transport, server).text == "hello") }
      #expect(server.received.map(\.connection) == [1, 2])
    }
  }

  @Test func aKeptConnectionThatTheServerClosesIsReplacedSilently() async throws {
    try await with({ $0.connection == 1 && $0.body == "2" ? [.close] : [.send(Self.ok)] }) {
      transport, server async throws -> Void in
      for number in ["1", "2", "3"] {
        #expect(try await send(transport, server, method: "PUT", body: .bytes(Array(number.utf8))).status == 200)
      }
      #expect(server.received.map(\.connection) == [1, 1, 2, 2])
      #expect(server.received.map(\.body) == ["1", "2", "2", "3"])
    }
  }

  @Test func aBodyInChunksAndOneUntilTheEndAreRead() async throws {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    try await with({ _ in [.send(chunked)] }) { transport, server async throws -> Void in
      #expect(try await send(transport, server).text == "abcde")
    }
    try await with({ _ in [.send("HTTP/1.1 200 OK\r\n\r\nall"), .close] }) { transport, server async throws -> Void in
      #expect(try await send(transport, server).text == "all")
    }
  }

  @Test func interimResponsesAreNotShownAndRedirectsNotFollowed() async throws {
    let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"
    try await with({ _ in [.send(text)] }) { transport, server async throws -> Void in
      #expect(try await send(transport, server) == (301, ""))
      #expect(server.received.count == 1)
    }
  }

  @Test func whatWasCutOffIsAnError() async throws {
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"
    for actions in [[.send(cut), .close], [.send(cut), .reset], [.close], [.reset]] as [[LoopbackServer.Action]] {
      guard case .connectionLost? = try await failure(actions) else {
        Issue.record("not a lost connection after \(actions)")
        continue
      }
    }
  }

  @Test func whatIsNotHTTPIsAnError() async throws {
    guard case .malformedResponse? = try await failure([.send("SSH-2.0-OpenSSH\r\n\r\n")]) else {
      Issue.record("not a malformed response")
      return
    }
  }

  @Test func silenceEndsWithATimeout() async throws {
    for actions in [[], [.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")]] as [[LoopbackServer.Action]] {
      guard case .timedOut? = try await failure(idle: .milliseconds(50), actions) else {
        Issue.record("no time-out after \(actions)")
        continue
      }
    }
  }

  @Test func nobodyListeningIsAnError() async throws {
    let server = try await LoopbackServer { _ in [] }
    let transport = try NIOTransport(NIOTransport.Settings(environment: [:], eventLoops: 1))
    let url = HTTPURL(scheme: .http, host: "127.0.0.1", port: 1)
    let error = await #expect(throws: HTTPTransportError.self) {
      try await transport.send(HTTPRequest(method: "GET", url: url), timeouts: HTTPTimeouts()) { $0.status }
    }
    #expect(error == .connectFailed(host: "127.0.0.1:1", reason: "Connection refused"))
    await transport.shutdown()
    await #expect(throws: HTTPTransportError.shutDown) { try await send(transport, server) }
  }

  @Test func aLongBodyComesWholeThoughItsReaderIsSlow() async throws {
    let count = 12_000_000
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n"
    try await with({ _ in [.send(head), .bytes(count)] }) { transport, server async throws in
      let url = HTTPURL(scheme: .http, host: "127.0.0.1", port: server.port)
      let good = try await transport.send(HTTPRequest(method: "GET", url: url), timeouts: HTTPTimeouts()) { response in
        var place = 0
        for try await chunk in response.body {
          for _ in 0..<100 { await Task.yield() }
          let start = place
          let isGood = chunk.withUnsafeBytes { bytes in
            bytes.enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: (start + $0) &* 7) }
          }
          guard isGood else { return false }
          place += chunk.count
        }
        return place == count
      }
      #expect(good)
    }
  }

  @Test func aFileIsSentFromItsMiddle() async throws {
    let folder = try TemporaryFolder(["f": "0123456789"])
    let descriptor = folder.open("f")
    try await with({ _ in [.send(Self.ok)] }) { transport, server async throws in
      let body = HTTPBody.file(descriptor: descriptor, offset: 2, length: 5)
      #expect(try await send(transport, server, method: "PUT", body: body).status == 200)
      #expect(server.received[0].body == "23456")
      let error = await #expect(throws: HTTPTransportError.self) {
        try await send(transport, server, method: "PUT", body: .file(descriptor: descriptor, offset: 8, length: 5))
      }
      #expect(error == .bodyUnreadable(reason: "the file became shorter"))
    }
  }

  @Test func anAnswerThatComesBeforeTheEndOfTheRequestIsHeard() async throws {
    let refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
    let server = try await LoopbackServer.answeringAtOnce(refusal)
    try await with({ _ in [] }) { transport, _ in
      let url = HTTPURL(scheme: .http, host: "127.0.0.1", port: server.port)
      let body = HTTPBody.stream(length: 1 << 30) { Endless() }
      let status = try await transport.send(
        HTTPRequest(method: "PUT", url: url, body: body), timeouts: HTTPTimeouts()
      ) { $0.status }
      #expect(status == 403)
    }
  }

  @Test(arguments: [10, 65_536, 65_537, 300_000])
  func aServerThatAnswersWithTheLastByteKeepsItsConnection(_ length: Int64) async throws {
    try await with({ _ in [.send(Self.ok)] }, connections: 1) { transport, server async throws in
      for _ in 0..<40 {
        let body = HTTPBody.stream(length: length) { Pieces(rest: Int(length)) }
        #expect(try await send(transport, server, method: "PUT", body: body).status == 200)
      }
      #expect(Set(server.received.map(\.connection)) == [1])
      #expect(server.received.allSatisfy { $0.body.utf8.count == Int(length) })
    }
  }

  @Test func cancellingEndsTheRequest() async throws {
    try await with({ _ in [] }) { transport, server async throws in
      let task = Task { try await send(transport, server) }
      while server.received.isEmpty { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func requestsWaitForAPlaceAndCanBeCancelledMeanwhile() async throws {
    try await with({ $0.body == "hang" ? [] : [.send(Self.ok)] }, connections: 1) { transport, server async throws in
      let first = Task { try await send(transport, server, method: "PUT", body: .bytes(Array("hang".utf8))) }
      while server.received.isEmpty { await Task.yield() }
      let second = Task { try await send(transport, server) }
      let third = Task { try await send(transport, server) }
      for _ in 0..<100 { await Task.yield() }
      second.cancel()
      await #expect(throws: CancellationError.self) { try await second.value }
      first.cancel()
      #expect(try await third.value.status == 200)
      await #expect(throws: CancellationError.self) { try await first.value }
    }
  }

  @Test func manyRequestsShareAFewConnections() async throws {
    try await with({ _ in [.send(Self.ok)] }, connections: 3) { transport, server async throws in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<200 { group.addTask { try await send(transport, server).status } }
        for try await status in group { #expect(status == 200) }
      }
      #expect(Set(server.received.map(\.connection)).count <= 3)
    }
  }

  @Test func plainRequestsNameTheWholeURLToAProxy() async throws {
    let proxy = try await LoopbackServer { _ in [.send(Self.ok)] }
    try await with({ _ in [] }, environment: ["http_proxy": "http://u:p@127.0.0.1:\(proxy.port)"]) { transport, _ in
      let url = HTTPURL(scheme: .http, host: "example.invalid", path: "/p")
      let status = try await transport.send(HTTPRequest(method: "GET", url: url), timeouts: HTTPTimeouts()) {
        $0.status
      }
      #expect(status == 200)
      let head = proxy.received[0].head
      #expect(head.hasPrefix("GET http://example.invalid/p HTTP/1.1\r\nHost: example.invalid"))
      #expect(head.contains("Proxy-Authorization: Basic dTpw"))
    }
  }

  @Test func aProxyThatGivesNoWayIsNamed() async throws {
    let proxy = try await LoopbackServer { _ in [.send("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")] }
    try await with({ _ in [] }, environment: ["HTTPS_PROXY": "127.0.0.1:\(proxy.port)"]) { transport, _ in
      let url = HTTPURL(scheme: .https, host: "example.invalid")
      let error = await #expect(throws: HTTPTransportError.self) {
        try await transport.send(HTTPRequest(method: "GET", url: url), timeouts: HTTPTimeouts()) { $0.status }
      }
      #expect(proxy.received[0].head.hasPrefix("CONNECT example.invalid:443 HTTP/1.1"))
      #expect(error?.description.contains("407 Who are you") == true)
    }
  }

  @Test func aServerThatSpeaksNoTLSIsNamed() async throws {
    try await with({ _ in [] }) { transport, _ in
      let plain = try await LoopbackServer.answeringAtOnce("HTTP/1.1 400 Bad Request\r\n\r\n")
      let url = HTTPURL(scheme: .https, host: "127.0.0.1", port: plain.port)
      let error = await #expect(throws: HTTPTransportError.self) {
        try await transport.send(HTTPRequest(method: "GET", url: url), timeouts: HTTPTimeouts()) { $0.status }
      }
      guard case .tlsFailed? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func aMissingBundleOfCertificatesIsNamed() async throws {
    try await with({ _ in [] }, environment: ["AWS_CA_BUNDLE": "/nonexistent.pem"]) { transport, server async throws in
      let url = HTTPURL(scheme: .https, host: "127.0.0.1", port: server.port)
      let error = await #expect(throws: AWSError.self) {
        try await transport.send(HTTPRequest(method: "GET", url: url), timeouts: HTTPTimeouts()) { $0.status }
      }
      #expect(error?.message.contains("AWS_CA_BUNDLE names `/nonexistent.pem`") == true)
    }
  }

  @Test func amazonsRootsAreBuiltIn() throws {
    _ = try TrustRoots(environment: [:]).context()
    #expect(AmazonTrustRoots.pem.split(separator: "-----BEGIN CERTIFICATE-----").count == 5)
  }
}

/// A body in pieces of 10,000 bytes.
private struct Pieces: HTTPChunkSource {
  var rest: Int

  mutating func next() async throws -> [UInt8]? {
    guard rest > 0 else { return nil }
    let count = min(10_000, rest)
    rest -= count
    return [UInt8](repeating: 0x78, count: count)
  }
}

/// A body without an end.
private struct Endless: HTTPChunkSource {
  mutating func next() async throws -> [UInt8]? { [UInt8](repeating: 0x61, count: 65_536) }
}
