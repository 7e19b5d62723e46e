import JSONText
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct AttemptHistoryTests {
  private func attempt(
    _ name: String = "align", memory: Int64? = 1 << 30, _ change: (inout TaskRequest) -> Void = { _ in }
  ) -> BackendAttempt {
    var request = TaskRequest(command: "true")
    request.resources.memory = memory
    change(&request)
    let placement = TaskPlacement(inputFolder: "/t/inputs", workFolder: "/t/work", seesLocalFiles: false)
    return BackendAttempt(
      call: CallPath([CallPath.Step(name)]), number: 0, request: request, placement: placement,
      run: RunPlace(name: "run", folder: "/runs/run"), folder: "/runs/run/calls/align/attempt-1")
  }

  private func history(_ change: (inout BatchFlow) -> Void) -> AttemptHistory {
    var flow = BatchFlow()
    change(&flow)
    return AttemptHistory(flow)
  }

  private let outOfMemory = TaskOutcome.failed(TaskFailure(.outOfMemory, reason: "killed", mayRetry: true))
  private let lost = TaskOutcome.lost(reason: "Host EC2 (instance i-1) terminated.")

  @Test func eachAttemptThatRanOutOfMemoryMultipliesIt() {
    let history = history { $0.memoryRetryMultiplier = 1.5 }
    #expect(history.memory(of: attempt()) == 1 << 30)
    history.ended(attempt(), outOfMemory)
    #expect(history.memory(of: attempt()) == 3 << 29)
    history.ended(attempt(), outOfMemory)
    #expect(history.memory(of: attempt()) == 9 << 28)
    #expect(history.memory(of: attempt("sort")) == 1 << 30)
  }

  @Test func theLimitIsKeptButNothingIsTakenAway() {
    let history = history {
      $0.memoryRetryMultiplier = 10
      $0.memoryRetryLimit = 4096
    }
    history.ended(attempt(), outOfMemory)
    #expect(history.memory(of: attempt()) == 4 << 30)
    #expect(history.memory(of: attempt(memory: 8 << 30)) == 8 << 30)
  }

  @Test func aTaskThatAsksForNothingStartsFromTheDefault() {
    let history = history { $0.memoryRetryMultiplier = 2 }
    #expect(history.memory(of: attempt(memory: nil)) == nil)
    history.ended(attempt(memory: nil), outOfMemory)
    #expect(history.memory(of: attempt(memory: nil)) == 4 << 30)
  }

  @Test func withoutAMultiplierMemoryStaysAsItIs() {
    let history = history { _ in }
    history.ended(attempt(), outOfMemory)
    #expect(history.memory(of: attempt()) == 1 << 30)
  }

  @Test func theTasksOwnMultiplierWins() {
    let history = history { $0.memoryRetryMultiplier = 2 }
    let own = attempt { $0.hints["memory_retry_multiplier"] = 3 }
    history.ended(own, outOfMemory)
    #expect(history.memory(of: own) == 3 << 30)
  }

  @Test func lossesLeadToTheFallbackQueue() {
    let history = history {
      $0.spotFallbackQueue = "on-demand"
      $0.spotRetries = 2
    }
    #expect(history.queue(of: attempt(), otherwise: "spot") == "spot")
    history.ended(attempt(), lost)
    #expect(history.queue(of: attempt(), otherwise: "spot") == "spot")
    history.ended(attempt(), outOfMemory)
    #expect(history.queue(of: attempt(), otherwise: "spot") == "spot")
    history.ended(attempt(), lost)
    #expect(history.queue(of: attempt(), otherwise: "spot") == "on-demand")
    #expect(history.queue(of: attempt("sort"), otherwise: "spot") == "spot")
  }

  @Test func withoutAFallbackQueueATaskStaysWhereItIs() {
    let history = history { _ in }
    history.ended(attempt(), lost)
    #expect(history.queue(of: attempt(), otherwise: "spot") == "spot")
  }
}
