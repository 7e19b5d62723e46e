import RunIndex
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct CallDetailsTests {
  @Test func onlyTheCallsOwnLinesCount() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 12, done: 2))
    let details = try CallDetails(of: "align[1]", in: RunFolders.directory(of: "a", in: runs.path))
    #expect(details.begun == [1001])
    #expect(details.attempts.map(\.number) == [0])
    #expect(details.attempts.first?.running == 1002)
    #expect(details.attempts.first?.ended == 6001)
    #expect(details.attempts.first?.files?.stdout == FileReference("/o"))
  }

  @Test func reasonsAreToldOnceAndAttemptsStayApart() throws {
    let runs = try ScratchRuns()
    let call = CallPath([CallPath.Step("a")])
    func attempt(_ number: Int, _ kinds: (AttemptName) -> [RunEvent.Kind]) -> [RunEvent.Kind] {
      [.attemptPrepared(AttemptName(call, number), environment: "aws", TaskResources(cpu: 2))]
        + kinds(AttemptName(call, number))
    }
    let kinds: [RunEvent.Kind] =
      [.callStarted(call)]
      + attempt(0) {
        [
          .attemptWaiting($0, reason: "full"), .attemptWaiting($0, reason: nil), .attemptWaiting($0, reason: "full"),
          .attemptEnded($0, .outcome(.lost(reason: "Spot"))),
        ]
      } + attempt(1) { [.attemptWaiting($0, reason: "slow")] }
    try runs.write("a", kinds.enumerated().map { RunEvent(time: Int64($0), $1) })
    let details = try CallDetails(of: "a", in: RunFolders.directory(of: "a", in: runs.path))
    #expect(details.attempts.map(\.reasons) == [["full"], ["slow"]])
    #expect(details.attempts.last?.end == nil)
  }
}
