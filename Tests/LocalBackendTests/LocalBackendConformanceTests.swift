import LocalBackend
import TestSupport
import Testing
import WorkflowModel

@Suite struct LocalBackendConformanceTests {
  @Test func processesDoWhatEveryBackendMust() async {
    var settings = LocalSettings()
    settings.containers = .none
    let complaints = await checkBackend(LocalBackend(settings))
    #expect(complaints == [])
  }

  @Test func theFakeDoesToo() async {
    let complaints = await checkBackend(FakeBackend { ConformanceCommand.pretend($0) })
    #expect(complaints == [])
  }
}
