import AWSClient
import JSONText
import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct SecretNamesTests {
  @Test(arguments: [
    ("arn:aws:iam::123456789012:user/ada", "NF_ada_"), ("arn:aws:iam::123456789012:user/lab/ada.b@c", "NF_ada.b@c_"),
    ("arn:aws:sts::123456789012:assumed-role/Lab/ada@lab.org", "NF_ada@lab.org_"),
    ("arn:aws:sts::123456789012:assumed-role/Lab/a,b", "NF_a_b_"), ("arn:aws:iam::123456789012:root", "NF_root_"),
  ])
  func thePrefixNamesTheUser(arn: String, expected: String) { #expect(SecretPrefix.usual(of: arn) == expected) }

  @Test func sourcesAreTold() {
    let arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lab/token-AbCdEf"
    #expect(SecretSource(arn) == .secret(arn: arn, region: "eu-west-1"))
    #expect(SecretSource(arn + ":password::") == .secret(arn: arn, region: "eu-west-1"))
    #expect(
      SecretSource("arn:aws:ssm:eu-west-1:123456789012:parameter/lab/key")
        == .parameter(name: "lab/key", region: "eu-west-1"))
    #expect(SecretSource("/lab/key") == .parameter(name: "/lab/key", region: nil))
    #expect(SecretSource("token") == .name("token", suffix: ""))
    #expect(SecretSource("token:password::") == .name("token", suffix: ":password::"))
  }

  /// Secrets Manager with these secrets, and the caller `ada`.
  private func names(_ secrets: [String], refusing refused: Set<String> = []) -> (SecretNames, InMemoryTransport) {
    let transport = InMemoryTransport { received in
      guard received.request.url.host == "secrets.fake" else {
        let text = """
          <R><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn><Account>123456789012</Account>\
          <UserId>U</UserId></GetCallerIdentityResult></R>
          """
        return HTTPResponse(status: 200, body: HTTPResponseBody(Array(text.utf8)))
      }
      let id = try JSONParser.parse(received.body)["SecretId"]?.string ?? ""
      if refused.contains(id) { return Self.refusal("AccessDeniedException") }
      guard secrets.contains(id) else { return Self.refusal("ResourceNotFoundException") }
      return HTTPResponse(status: 200, body: HTTPResponseBody(Array(#"{"ARN": "arn:\#(id)", "Name": "\#(id)"}"#.utf8)))
    }
    let configuration = AWSConfiguration(
      region: "us-east-1", credentials: StaticCredentials(accessKeyID: "AKID", secretAccessKey: "secret"),
      endpoints: AWSEndpoints(byService: ["SECRETS_MANAGER": "http://secrets.fake", "STS": "http://sts.fake"]),
      transport: transport, retry: .never, paces: [:])
    return (SecretNames(FakeCloud.environment, configuration), transport)
  }

  private static func refusal(_ code: String) -> HTTPResponse {
    HTTPResponse(status: 400, body: HTTPResponseBody(Array(#"{"__type": "\#(code)", "Message": "no"}"#.utf8)))
  }

  @Test func onesOwnSecretGoesBeforeOneOfExactlyTheName() async throws {
    let (names, _) = self.names(["NF_ada_token", "token", "shared"])
    let resolved = try await names.resolved(["A": "token", "B": "shared:password::", "C": "/lab/key"])
    #expect(resolved == ["A": "arn:NF_ada_token", "B": "arn:shared:password::", "C": "/lab/key"])
  }

  @Test func eachNameIsAskedForOnce() async throws {
    let (names, transport) = self.names(["NF_ada_token"])
    for _ in 0..<3 { _ = try await names.resolved(["A": "token", "B": "token:x::"]) }
    #expect(transport.received.filter { $0.request.url.host == "secrets.fake" }.count == 1)
  }

  @Test func nobodyAsksWhoTheyAreWithoutNames() async throws {
    let (names, transport) = self.names([])
    _ = try await names.resolved(["A": "/lab/key"])
    #expect(transport.received.isEmpty)
  }

  @Test func aNameWithoutASecretIsAnErrorThatDoesNotShowIt() async {
    // Policies that allow a person's own secrets refuse the rest, whether it is there or not.
    let (names, _) = self.names([], refusing: ["hunter2"])
    let error = await #expect(throws: ExecutionError.self) { _ = try await names.resolved(["TOKEN": "hunter2"]) }
    #expect(error?.code == .notFound && error?.message.contains("`TOKEN`") == true)
    #expect("\(error.map(String.init(describing:)) ?? "")".contains("hunter2") == false)
  }
}
