import RunIndex
import RunReport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct RunReportReadingTests {
  private let run = Sample.run

  @Test func callsStandAsTheJournalLeftThem() {
    #expect(run.calls.map(\.path) == [Sample.align, Sample.sort, Sample.hostile])
    #expect(run.calls.map(\.state) == [.done, .cached, .cancelled])
    #expect(run.calls[1].cached?.run == "v-0")
    #expect(run.environments == ["spot", "local"])
    #expect(run.warnings == ["the queue has no machine"])
  }

  @Test func eachAttemptKeepsWhyItWaitedAndHowItEnded() throws {
    let attempts = run.calls[0].attempts.map { run.attempts[$0] }
    #expect(attempts.map(\.number) == [0, 1])
    #expect(attempts[0].reasons == ["no machine"])
    #expect(attempts[0].ending?.kind == .lost)
    #expect(attempts[1].hasSucceeded)
    #expect(attempts[1].place == "s3://b/v/align/3/attempt-2")
  }

  @Test func theRunTimeIsTheCommandsWhereItsAgentTellsIt() {
    let attempts = run.calls[0].attempts.map { run.attempts[$0] }
    #expect(attempts[0].runTime == 10_000)
    #expect(attempts[1].runTime == 20_000)
  }

  @Test func aRunThatGoesOnAfterItsEndHasNone() {
    var reading = RunReportReading()
    reading.apply(Sample.event(0, .runStarted(RunPlace(name: "r", folder: "/r"), workflow: "w")))
    reading.apply(Sample.event(1, .runEnded(.cancelled)))
    reading.apply(Sample.event(2, .runResumed(RunPlace(name: "r", folder: "/r"))))
    #expect(reading.run.end == nil)
    #expect(reading.run.resumed == [Sample.begun + 2])
  }
}
