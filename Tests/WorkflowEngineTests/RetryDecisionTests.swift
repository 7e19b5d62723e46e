import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct RetryDecisionTests {
  private let files = TaskFiles(stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w")

  private func request(failures: Int = 0, losses: Int = 0, success: Set<Int32>? = [0]) -> TaskRequest {
    var request = TaskRequest(command: "")
    request.retries = RetryAllowance(failures: failures, losses: losses)
    request.successStatuses = success
    return request
  }

  private func actions(_ request: TaskRequest, _ outcomes: TaskOutcome...) -> [RetryDecision.Action] {
    var decision = RetryDecision()
    return outcomes.map { decision.next(after: $0, of: request) }
  }

  private func exit(_ status: Int32) -> TaskOutcome { .exited(status: status, files) }

  @Test func exitStatusZeroIsSuccess() {
    #expect(actions(request(), exit(0)) == [.succeed(status: 0, files)])
  }

  @Test func theTaskSaysWhichStatusesAreSuccess() {
    #expect(actions(request(success: [3]), exit(3)) == [.succeed(status: 3, files)])
    #expect(actions(request(success: [3]), exit(0)) == [.giveUp])
    #expect(actions(request(success: nil), exit(77)) == [.succeed(status: 77, files)])
  }

  @Test func failuresAreRepeatedAsOftenAsAllowed() {
    #expect(actions(request(failures: 2), exit(1), exit(1), exit(1)) == [.retry, .retry, .giveUp])
  }

  @Test func aLostMachineIsNotChargedToTheTask() {
    let lost = TaskOutcome.lost(reason: "reclaimed")
    #expect(
      actions(request(failures: 1, losses: 2), lost, lost, exit(1), exit(1)) == [.retry, .retry, .retry, .giveUp])
  }

  @Test func lossesHaveAnEndToo() {
    let lost = TaskOutcome.lost(reason: "reclaimed")
    #expect(actions(request(failures: 9, losses: 1), lost, lost) == [.retry, .giveUp])
  }

  @Test func whatCannotEndDifferentlyIsNotRepeated() {
    let never = TaskOutcome.failed(TaskFailure(.neverSchedulable, reason: "too large"))
    #expect(actions(request(failures: 9), never) == [.giveUp])
    let perhaps = TaskOutcome.failed(TaskFailure(.imageNotPulled, reason: "timeout", mayRetry: true))
    #expect(actions(request(failures: 1), perhaps, perhaps) == [.retry, .giveUp])
  }
}
