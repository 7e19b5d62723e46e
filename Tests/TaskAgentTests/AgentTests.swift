import TaskAgent
import TaskManifest
import Testing

@Suite struct AgentTests {
  private let bench: AgentBench

  init() throws { bench = try AgentBench() }

  @Test func aManifestThatIsNotThereLeavesNoResult() async {
    #expect(await bench.run(["run", "s3://runs/task/absent.json"]) == AgentStatus.manifest.rawValue)
    #expect(bench.store.urls == [])
  }

  @Test(arguments: ["", "{", "[]", "{\"version\": 2}"])
  func aManifestThatCannotBeReadLeavesNoResult(text: String) async {
    bench.store["s3://runs/task/m.json"] = text
    #expect(await bench.run(["run", "s3://runs/task/m.json"]) == AgentStatus.manifest.rawValue)
    #expect(bench.store.urls == ["s3://runs/task/m.json"])
  }

  @Test func anAgentThatIsNotItselfDoesNothing() async {
    let arguments = ["run", "s3://runs/task/m.json", "--expect-sha256", String(repeating: "0", count: 64)]
    #expect(await bench.run(arguments) == AgentStatus.usage.rawValue)
  }
}
