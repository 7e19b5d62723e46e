import Testing

@testable import TaskAgent

@Suite struct CommandSupervisorTests {
  private func supervisor(timeLimit: Int64? = nil) -> CommandSupervisor {
    CommandSupervisor(startedAt: 1000, timeLimit: timeLimit, grace: 20_000, settle: 2000)
  }

  @Test func aCommandIsOverWhenItHasEndedAndItsStreamsAreClosed() {
    var supervisor = supervisor()
    #expect(supervisor.deadline == nil)
    #expect(supervisor.handle(.streamsClosed, at: 1500) == [])
    #expect(supervisor.handle(.commandEnded, at: 1600) == [.kill, .finish])
    #expect(!supervisor.isStopped && !supervisor.isTimedOut)
  }

  @Test func whatItLeftRunningMayCloseTheStreamsForAWhile() {
    var supervisor = supervisor()
    #expect(supervisor.handle(.commandEnded, at: 1500) == [])
    #expect(supervisor.deadline == 3500)
    #expect(supervisor.handle(.tick, at: 3499) == [])
    #expect(supervisor.handle(.streamsClosed, at: 3499) == [.kill, .finish])
  }

  @Test func whatKeepsTheStreamsOpenIsKilledAndThenLeft() {
    var supervisor = supervisor()
    _ = supervisor.handle(.commandEnded, at: 1500)
    #expect(supervisor.handle(.tick, at: 3500) == [.kill])
    #expect(supervisor.handle(.tick, at: 5499) == [])
    #expect(supervisor.handle(.tick, at: 5500) == [.kill, .finish])
  }

  @Test func aStopIsTermAndAfterTheGraceKill() {
    var supervisor = supervisor()
    #expect(supervisor.handle(.stopRequested, at: 2000) == [.terminate])
    #expect(supervisor.handle(.stopRequested, at: 2500) == [])
    #expect(supervisor.handle(.tick, at: 21_999) == [])
    #expect(supervisor.handle(.tick, at: 22_000) == [.kill])
    #expect(supervisor.deadline == nil)
    #expect(supervisor.handle(.commandEnded, at: 22_001) == [])
    #expect(supervisor.handle(.streamsClosed, at: 22_001) == [.kill, .finish])
    #expect(supervisor.isStopped)
  }

  @Test func theLimitIsTermAndIsTold() {
    var supervisor = supervisor(timeLimit: 5000)
    #expect(supervisor.deadline == 6000)
    #expect(supervisor.handle(.tick, at: 5999) == [])
    #expect(supervisor.handle(.tick, at: 6000) == [.terminate])
    #expect(supervisor.isTimedOut && !supervisor.isStopped)
  }

  @Test func aStopAfterTheCommandHasEndedIsNotCharged() {
    var supervisor = supervisor()
    _ = supervisor.handle(.commandEnded, at: 1500)
    #expect(supervisor.handle(.stopRequested, at: 1600) == [])
    #expect(!supervisor.isStopped)
  }
}
