import TaskManifest
import Testing

@Suite struct AgentBootstrapTests {
  private let manifest = "s3://bucket/run/calls/align/attempt-1/manifest.json"

  @Test func downloadHandsTheAddressTheDigestAndTheAgentsArgumentsToTheScript() {
    let command = AgentBootstrap.command(
      mode: .download(url: "https://x/agent?X-Amz-Signature=1", sha256: "ab"), manifestURL: manifest,
      region: "eu-west-1")
    #expect(command.prefix(2) == ["sh", "-c"])
    #expect(
      command.dropFirst(3) == [
        "martlet-agent", "https://x/agent?X-Amz-Signature=1", "ab", "run", manifest, "--region", "eu-west-1",
      ])
  }

  @Test func withAPresignedAddressTheCommandStaysBelowEightKibibytes() {
    let url = "https://bucket.s3.eu-west-1.amazonaws.com/" + String(repeating: "x", count: 3072)
    let command = AgentBootstrap.command(
      mode: .download(url: url, sha256: String(repeating: "a", count: 64)), manifestURL: manifest,
      region: "eu-west-1")
    #expect(command.reduce(0) { $0 + $1.utf8.count + 3 } < 8192)
  }

  @Test func theChildrenOfAnArrayShareACommand() {
    let command = AgentBootstrap.command(
      mode: .present(path: "/a"), manifestURL: "s3://b/m.pack", region: "us-east-1", isPack: true)
    #expect(command == ["/a", "run", "s3://b/m.pack", "--region", "us-east-1", "--array"])
  }

  @Test func anAgentThatIsThereNeedsNoShell() {
    #expect(
      AgentBootstrap.command(mode: .present(path: "/opt/martlet-agent"), manifestURL: manifest, region: "us-east-1")
        == ["/opt/martlet-agent", "run", manifest, "--region", "us-east-1"])
  }
}
