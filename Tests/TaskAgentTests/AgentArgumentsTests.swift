import TaskAgent
import TaskManifest
import Testing

@Suite struct AgentArgumentsTests {
  @Test func theManifestTheRegionAndTheDigestAreRead() throws {
    let manifest = ObjectAddress(bucket: "b", key: "k/m.json")
    let expected = AgentArguments.Run(manifest: manifest, region: "eu-west-1", expectedSHA256: "ab")
    #expect(
      try AgentArguments(["run", "s3://b/k/m.json", "--expect-sha256", "AB", "--region", "eu-west-1"])
        == .run(expected))
    #expect(
      try AgentArguments(["run", "s3://b/k/m.json", "--array", "--region", "eu-west-1"])
        == .run(AgentArguments.Run(manifest: manifest, isArray: true, region: "eu-west-1")))
    #expect(try AgentArguments(["--version"]) == .version)
  }

  @Test(arguments: [
    [], ["walk"], ["run"], ["run", "/a"], ["run", "s3://b"], ["run", "s3://b/k", "--region"],
    ["run", "s3://b/k", "--x"],
    ["--version", "x"],
  ])
  func whatIsNotUnderstoodIsAFailureOfUsage(arguments: [String]) {
    #expect {
      try AgentArguments(arguments)
    } throws: {
      ($0 as? AgentFailure)?.status == .usage
    }
  }

  @Test func anAddressIsBucketAndKey() {
    #expect(ObjectAddress("s3://b/a/b c") == ObjectAddress(bucket: "b", key: "a/b c"))
    #expect(ObjectAddress("s3://b") == ObjectAddress(bucket: "b", key: ""))
    #expect(ObjectAddress("s3:///k") == nil)
    #expect(ObjectAddress("https://b/k") == nil)
    #expect(ObjectAddress(bucket: "b", key: "p").appending("x").description == "s3://b/p/x")
    #expect(ObjectAddress(bucket: "b", key: "").appending("x").description == "s3://b/x")
  }
}
