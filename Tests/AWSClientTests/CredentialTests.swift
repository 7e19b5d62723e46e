import Testing

@testable import AWSClient

@Suite struct CredentialTests {
  private let clock = ManualClock()

  private func chain(
    _ environment: [String: String], _ files: [String: String] = [:], profile: String? = nil,
    answer: @escaping @Sendable (InMemoryTransport.Received) async throws -> HTTPResponse = { _ in
      throw HTTPTransportError.connectFailed(host: "nowhere", reason: "no network in this test")
    }
  ) throws -> CredentialChain {
    let folder = try TemporaryFolder(files)
    var environment = environment
    environment["AWS_CONFIG_FILE"] = folder.path + "/config"
    environment["AWS_SHARED_CREDENTIALS_FILE"] = folder.path + "/credentials"
    for (name, value) in environment where value.hasPrefix("FOLDER/") {
      environment[name] = folder.path + "/" + value.dropFirst("FOLDER/".count)
    }
    let transport = InMemoryTransport { received in
      _ = folder
      return try await answer(received)
    }
    let shared = try SharedFiles.load(environment: environment, profile: profile)
    let context = CredentialContext(
      environment: environment, files: shared, region: "eu-central-1", endpoints: AWSEndpoints(), transport: transport,
      metadata: InstanceMetadata(
        environment: environment, profile: shared.active, transport: transport, clock: clock), clock: clock)
    return CredentialChain.standard(context, explicitProfile: profile != nil)
  }

  private static func answer(_ text: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, body: HTTPResponseBody(Array(text.utf8)))
  }

  private static func role(_ id: String, _ operation: String) -> HTTPResponse {
    answer(
      "<\(operation)Response><\(operation)Result><Credentials><AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>s"
        + "</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-21T00:00:00Z</Expiration></Credentials>"
        + "</\(operation)Result></\(operation)Response>")
  }

  private static let keys = "aws_access_key_id = FILE\naws_secret_access_key = s\n"

  @Test func theEnvironmentComesFirst() async throws {
    let chain = try chain(
      ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t"],
      ["credentials": "[default]\n" + Self.keys])
    let found = try await chain.credentials()
    #expect(found.accessKeyID == "ENV" && found.sessionToken == "t")
  }

  @Test func aProfileNamedByArgumentWinsOverTheEnvironment() async throws {
    let chain = try chain(
      ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"], ["credentials": "[p]\n" + Self.keys], profile: "p")
    #expect(try await chain.credentials().accessKeyID == "FILE")
  }

  @Test func halfAPairOfKeysIsAnError() async throws {
    let chain = try chain(["AWS_ACCESS_KEY_ID": "ENV"])
    await #expect(throws: AWSError.self) { try await chain.credentials() }
  }

  @Test func aProfileThatDoesNotExistIsNamedWithThoseThatDo() throws {
    let error = #expect(throws: AWSError.self) {
      try chain(["AWS_PROFILE": "prod"], ["config": "[profile dev]\nregion = x\n[default]\n"])
    }
    #expect(error?.kind == .configuration)
    #expect(error?.description.contains("`prod`") == true && error?.help?.contains("default, dev") == true)
  }

  @Test func aProfileCanAssumeARoleThroughAnother() async throws {
    let config = """
      [profile work]
      role_arn = arn:aws:iam::1:role/r
      source_profile = base
      external_id = x y
      """
    let chain = try chain(
      ["AWS_PROFILE": "work"], ["config": config, "credentials": "[base]\n" + Self.keys]
    ) { received in
      #expect(received.request.fields["Authorization"]?.contains("Credential=FILE/") == true)
      #expect(received.text.contains("RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"))
      #expect(received.text.contains("ExternalId=x%20y"))
      return Self.role("ROLE", "AssumeRole")
    }
    #expect(try await chain.credentials().accessKeyID == "ROLE")
  }

  @Test func profilesThatAssumeEachOtherAreAnError() async throws {
    let config = """
      [profile a]
      role_arn = r
      source_profile = b
      [profile b]
      role_arn = r
      source_profile = a
      """
    let chain = try chain(["AWS_PROFILE": "a"], ["config": config])
    let error = await #expect(throws: AWSError.self) { try await chain.credentials() }
    #expect(error?.message.contains("a → b → a") == true)
  }

  @Test func aWebIdentityIsExchangedWithoutASignature() async throws {
    let chain = try chain(
      ["AWS_WEB_IDENTITY_TOKEN_FILE": "FOLDER/token", "AWS_ROLE_ARN": "r"], ["token": "jwt\n"]
    ) { received in
      #expect(received.request.fields["Authorization"] == nil)
      #expect(received.text.contains("WebIdentityToken=jwt"))
      return Self.role("WEB", "AssumeRoleWithWebIdentity")
    }
    #expect(try await chain.credentials().accessKeyID == "WEB")
  }

  @Test func aProgramCanGiveKeys() async throws {
    let json = #"{"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"s","SessionToken":"t"}"#
    let chain = try chain(
      ["AWS_PROFILE": "p", "PATH": "/usr/bin:/bin"],
      ["config": "[profile p]\ncredential_process = printf '%s' '\(json)'\n"])
    let found = try await chain.credentials()
    #expect(found.accessKeyID == "PROC" && found.sessionToken == "t")
  }

  @Test(
    arguments: [
      (["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x"], "http://169.254.170.2/v2/x", nil),
      (
        [
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/c",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "FOLDER/token", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "other",
        ], "http://169.254.170.23/v1/c", "secret-token"
      ),
      (
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "https://elsewhere/c", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "t"],
        "https://elsewhere/c", "t"
      ),
    ] as [([String: String], String, String?)])
  func theContainersEndpointIsAsked(_ environment: [String: String], _ url: String, _ token: String?) async throws {
    let chain = try chain(environment, ["token": "secret-token\n"]) { received in
      #expect(received.request.url.description == url)
      #expect(received.request.fields["Authorization"] == token)
      return Self.answer(
        #"{"AccessKeyId":"CONT","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-21T05:00:00Z"}"#)
    }
    #expect(try await chain.credentials().accessKeyID == "CONT")
  }

  @Test func keysAreNotTakenFromAnotherMachineWithoutTLS() async throws {
    let chain = try chain(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1.example.org/c"])
    await #expect(throws: AWSError.self) { try await chain.credentials() }
  }

  private static func instance(_ received: InMemoryTransport.Received) throws -> HTTPResponse {
    let request = received.request
    switch (request.method, request.url.path) {
    case ("PUT", "/latest/api/token"):
      #expect(request.fields["X-aws-ec2-metadata-token-ttl-seconds"] == "21600")
      return answer("session")
    case ("GET", "/latest/meta-data/iam/security-credentials/"): return answer("node-role")
    case ("GET", "/latest/meta-data/iam/security-credentials/node-role"):
      #expect(request.fields["X-aws-ec2-metadata-token"] == "session")
      return answer(
        #"{"Code":"Success","AccessKeyId":"INST","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-21T00:00:00Z"}"#
      )
    default: return answer("", status: 404)
    }
  }

  @Test func theInstancesRoleComesLast() async throws {
    let chain = try chain([:]) { try Self.instance($0) }
    #expect(try await chain.credentials().accessKeyID == "INST")
  }

  @Test func whatWasTriedIsNamedWhenNothingIsFound() async throws {
    let chain = try chain(["AWS_EC2_METADATA_DISABLED": "true"]) { _ in
      Issue.record("nobody may be asked")
      return Self.answer("")
    }
    let error = await #expect(throws: AWSError.self) { try await chain.credentials() }
    #expect(error?.kind == .credentials)
    #expect(error?.message.contains("switched off by AWS_EC2_METADATA_DISABLED") == true)
    #expect(error?.help?.contains("AWS_ACCESS_KEY_ID") == true)
  }

  @Test func keysAreKeptAndRenewedBeforeTheyEnd() async throws {
    let counter = Counter()
    let chain = try chain([:]) { received in
      if received.request.method == "PUT" { await counter.add() }
      return try Self.instance(received)
    }
    for _ in 0..<3 { _ = try await chain.credentials() }
    #expect(await counter.count == 2, "one for the list of roles, one for the keys")
    clock.advance(38 * 60)
    _ = try await chain.credentials()
    #expect(await counter.count == 4)
  }

  @Test func keysThatStillHoldAreUsedWhenTheyCannotBeRenewed() async throws {
    let clock = clock
    let chain = try chain([:]) { received in
      guard clock.now().basic < "20261120T235000Z" else { throw HTTPTransportError.timedOut(what: "test") }
      return try Self.instance(received)
    }
    _ = try await chain.credentials()
    clock.advance(36 * 60)
    #expect(try await chain.credentials().accessKeyID == "INST")
    clock.advance(10 * 60)
    await #expect(throws: AWSError.self) { try await chain.credentials() }
  }

  @Test func nestedSettingsBelongToTheirServices() throws {
    let text = """
      # comment
      [profile dev]
      services = local
      s3 =
        max_concurrent_requests = 5
      region=eu-west-1
      [services local]
      s3 =
        endpoint_url = http://localhost:9000
      """
    let folder = try TemporaryFolder(["config": text])
    let files = try SharedFiles.load(
      environment: ["AWS_CONFIG_FILE": folder.path + "/config", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/x"],
      profile: "dev")
    #expect(files.active?["region"] == "eu-west-1")
    #expect(files.active?.services["s3"]?["endpoint_url"] == "http://localhost:9000")
  }

  @Test func aBrokenFileIsNamedWithItsLine() throws {
    let folder = try TemporaryFolder(["config": "[default]\nregion\n"])
    let error = #expect(throws: AWSError.self) {
      try SharedFiles.load(environment: ["AWS_CONFIG_FILE": folder.path + "/config"])
    }
    #expect(error?.message.contains("line 2") == true)
  }

  @Test func theRegionIsFoundAsAWSsToolsFindIt() async throws {
    let files = SharedFiles(profiles: ["default": SharedProfile(name: "default", settings: ["region": "eu-west-3"])])
    let transport = InMemoryTransport { received in
      received.request.url.path.hasSuffix("placement/region") ? Self.answer("eu-north-1") : Self.answer("session")
    }
    let metadata = InstanceMetadata(environment: [:], profile: nil, transport: transport)
    let find = { (argument: String?, environment: [String: String], files: SharedFiles) in
      try await AWSRegion.find(argument: argument, environment: environment, files: files, metadata: metadata)
    }
    #expect(try await find("us-east-1", ["AWS_REGION": "us-east-2"], files) == "us-east-1")
    #expect(try await find(nil, ["AWS_REGION": "us-east-2", "AWS_DEFAULT_REGION": "x"], files) == "us-east-2")
    #expect(try await find(nil, ["AWS_REGION": ""], files) == "eu-west-3")
    #expect(try await find(nil, [:], SharedFiles()) == "eu-north-1")
    await #expect(throws: AWSError.self) { try await find("evil.example/", [:], files) }
  }

  @Test(arguments: [
    ("a b  c", ["a", "b", "c"]), (#"'a b' "c\"d" e\ f"#, ["a b", "c\"d", "e f"]), ("''", [""]), ("  ", []),
    (#""a\b\\""#, [#"a\b\"#]),
  ]) func aCommandIsSplitAsAShellSplitsIt(_ text: String, _ words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test(arguments: ["a 'b", "a \"b", #"a\"#]) func aCommandThatIsNotWholeIsRefused(_ text: String) {
    #expect(throws: ShellWords.Problem.self) { try ShellWords.split(text) }
  }
}

private actor Counter {
  private(set) var count = 0

  func add() { count += 1 }
}
