import JSONText
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

  @Test func aChildOfAnArrayDoesItsOwnManifest() async throws {
    let manifests = (0..<3).map { number in
      let manifest = bench.manifest("exit \(number + 4)") { $0.destination = "s3://runs/task/\(number)" }
      return Array(JSONWriter.compact(manifest.json).utf8)
    }
    bench.store["s3://runs/task/m.pack"] = String(decoding: ManifestPack.encode(manifests), as: UTF8.self)
    let status = await bench.run(
      ["run", "s3://runs/task/m.pack", "--array"], variables: ["AWS_BATCH_JOB_ARRAY_INDEX": "1"])
    #expect(status == 5)
    #expect(bench.store["s3://runs/task/1/result.json"] != nil)
    #expect(bench.store["s3://runs/task/0/result.json"] == nil)
  }

  @Test(arguments: [nil, "3", "-1", "10000", "x"])
  func aChildWithoutANumberOrAManifestLeavesNoResult(index: String?) async {
    let manifest = Array(JSONWriter.compact(bench.manifest("exit 4").json).utf8)
    bench.store["s3://runs/task/m.pack"] = String(decoding: ManifestPack.encode([manifest]), as: UTF8.self)
    let variables = index.map { ["AWS_BATCH_JOB_ARRAY_INDEX": $0] } ?? [:]
    let status = await bench.run(["run", "s3://runs/task/m.pack", "--array"], variables: variables)
    #expect(status == AgentStatus.manifest.rawValue)
    #expect(bench.store.urls == ["s3://runs/task/m.pack"])
  }

  @Test func anAgentThatIsNotItselfDoesNothing() async {
    let arguments = ["run", "s3://runs/task/m.json", "--expect-sha256", String(repeating: "0", count: 64)]
    #expect(await bench.run(arguments) == AgentStatus.usage.rawValue)
  }

  @Test func aFolderThatCannotBeMadeIsNamedWithTheSettingThatMovesIt() async throws {
    let (status, result) = try await bench.run(bench.manifest("true") { $0.taskFolder = "/proc/task" })
    #expect(status == AgentStatus.notStarted.rawValue)
    #expect(result?.failure?.phase == .start)
    #expect(result?.failure?.message.contains("/proc/task") == true)
    #expect(result?.failure?.message.contains("`scratch`") == true)
  }
}
