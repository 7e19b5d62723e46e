import Testing
import WorkflowModel

@testable import LocalBackend

@Suite struct LocalDoctorTests {
  private static let requests: [(call: CallPath, request: TaskRequest)] = {
    var request = TaskRequest(command: "true")
    request.images = ["debian:12"]
    request.resources = TaskResources(cpu: 8, memory: 1 << 30)
    return [(CallPath([.init("align", shards: [0])]), request), (CallPath([.init("align", shards: [1])]), request)]
  }()

  private func findings(
    _ settings: LocalSettings = LocalSettings(), programs: Set<String> = ["podman"],
    requests: [(call: CallPath, request: TaskRequest)] = []
  ) async -> [Finding] {
    await LocalDoctor(
      settings, runs: "/nowhere/runs", requests: requests,
      asking: Asking { _ in .init(status: 0, output: "podman 5\n") },
      isInPath: { programs.contains($0) }, machine: MachineCapacity(cpu: 4, memory: 8 << 30)
    ).examine()
  }

  private func ids(_ findings: [Finding]) -> [String] { findings.map { "\($0.verdict.rawValue) \($0.kind.id)" } }

  @Test func whatRunsContainersIsNamed() async {
    let found = await findings()
    #expect(ids(found).prefix(2) == ["ok doctor.containers", "ok doctor.machine"])
    #expect(found[0].text.hasPrefix("are run by podman (podman 5)"))
    #expect(found[1].text == "has 4 cores and 8.0 GiB for tasks")
  }

  @Test func nothingThatRunsContainersIsAnErrorUnlessNobodyNamesAnImage() async {
    #expect(ids(await findings(programs: [])).first == "error doctor.no-containers")
    let plain = [(call: CallPath([.init("a")]), request: TaskRequest(command: "true"))]
    #expect(ids(await findings(programs: [], requests: plain)).first == "note doctor.no-containers")
  }

  @Test func aTaskThatIsTooLargeIsToldOnce() async {
    let found = await findings(requests: Self.requests).filter { $0.kind == CapacityCheck.tooLarge }
    #expect(found.map(\.text) == ["asks for 8 cores and 1.0 GiB, and there are 4 cores and 8.0 GiB"])
  }

  @Test func limitsOfTheSettingsCount() async {
    var settings = LocalSettings()
    settings.maxCPU = 2
    settings.containers = .none
    let found = await findings(settings)
    #expect(ids(found).first == "note doctor.images-passed-over")
    #expect(found[1].text.hasPrefix("has 2 cores"))
  }
}
