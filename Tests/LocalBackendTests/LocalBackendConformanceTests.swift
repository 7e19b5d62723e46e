import LocalBackend
import TestSupport
import Testing
import WorkflowModel

@Suite struct LocalBackendConformanceTests {
  @Test func processesDoWhatEveryBackendMust() async {
    var settings = LocalSettings()
    settings.containers = .none
    #expect(await checkBackend(LocalBackend(settings)) == [])
  }

  @Test func theFakeDoesToo() async {
    #expect(await checkBackend(FakeBackend { ConformanceCommand.pretend($0) }) == [])
  }
}
