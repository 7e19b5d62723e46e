import AWSServices
import TaskManifest
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct JobOutcomeTests {
  @Test func ofSeveralContainersTheTasksCounts() {
    let agent = TaskContainerDetails(name: "agent", exitCode: 0, logStreamName: "a")
    let task = TaskContainerDetails(
      logConfiguration: LogConfiguration(logDriver: "awslogs", options: ["awslogs-group": "/lab"]), name: "task",
      exitCode: 3, reason: "Essential container in task exited", logStreamName: "t")
    var detail = JobDetail(jobName: "n", jobId: "i", jobQueue: "q", status: "FAILED", jobDefinition: "d:1")
    detail.ecsProperties = EcsPropertiesDetail(taskProperties: [EcsTaskDetails(containers: [agent, task])])
    let snapshot = JobSnapshot(detail)
    #expect(snapshot.exitCode == 3)
    #expect(snapshot.containerReason == "Essential container in task exited")
    #expect(snapshot.log?.stream == "t" && snapshot.log?.group == "/lab")
  }

  @Test func whenTheAgentsContainerCouldNotStartItsReasonIsTheJobs() {
    let agent = TaskContainerDetails(name: "agent", reason: "CannotPullContainerError: no such image")
    var detail = JobDetail(jobName: "n", jobId: "i", jobQueue: "q", status: "FAILED", jobDefinition: "d:1")
    detail.ecsProperties = EcsPropertiesDetail(
      taskProperties: [EcsTaskDetails(containers: [agent, TaskContainerDetails(name: "task")])])
    #expect(JobSnapshot(detail).containerReason == "CannotPullContainerError: no such image")
  }

  private func failed(_ reason: String?, container: String? = nil, exitCode: Int32? = nil) -> JobSnapshot {
    var job = JobSnapshot(id: "j", status: .failed)
    job.statusReason = reason
    job.containerReason = container
    job.exitCode = exitCode
    return job
  }

  private func outcome(_ job: JobSnapshot, _ result: TaskResult? = nil) -> JobOutcome {
    JobOutcome(job, result: result, successStatuses: [0])
  }

  private func failure(_ outcome: JobOutcome) -> TaskFailure? {
    if case .failed(let failure) = outcome { failure } else { nil }
  }

  private static let exited = "Essential container in task exited"

  /// A row of the table, words that select it, and what follows.
  struct Case: Sendable {
    let row: String
    let reason: String?
    var container: String?
    let cause: TaskFailure.Cause?
    var mayRetry = true
  }

  static let cases: [Case] = [
    Case(row: "host-terminated", reason: "Host EC2 (instance i-0abc) terminated.", cause: nil),
    Case(row: "fargate-spot", reason: "Your Spot Task was interrupted.", cause: nil),
    Case(row: "agent-lost", reason: "The ECS agent disconnected", cause: nil),
    Case(
      row: "out-of-memory", reason: exited, container: "OutOfMemoryError: Container killed due to memory usage",
      cause: .outOfMemory),
    Case(row: "timeout", reason: "Job attempt duration exceeded timeout", cause: .timedOut, mayRetry: false),
    Case(
      row: "queue-time-limit", reason: "Canceled by JobStateTimeLimit action due to reason: CAPACITY",
      cause: .neverSchedulable, mayRetry: false),
    Case(
      row: "misconfigured", reason: "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - The job resource requirement",
      cause: .neverSchedulable, mayRetry: false),
    Case(
      row: "pull-unauthorised", reason: "Task failed to start",
      container: "CannotPullContainerError: Error response from daemon: pull access denied for x",
      cause: .imageNotPulled, mayRetry: false),
    Case(
      row: "pull-rate", reason: "Task failed to start",
      container: "CannotPullContainerError: toomanyrequests: You have reached your pull rate limit.",
      cause: .imageNotPulled),
    Case(
      row: "pull-disk-full", reason: "Task failed to start",
      container: "CannotPullContainerError: write /var/lib/x: no space left on device", cause: .diskFull),
    Case(
      row: "pull-not-found", reason: "Task failed to start",
      container: "CannotPullContainerError: manifest for debian:99 not found: manifest unknown", cause: .imageNotPulled,
      mayRetry: false),
    Case(
      row: "pull", reason: "Task failed to start", container: "CannotPullContainerError: net/http: request canceled",
      cause: .imageNotPulled),
    Case(
      row: "start-forbidden", reason: "Task failed to start",
      container: "ResourceInitializationError: unable to pull secrets: AccessDeniedException", cause: .permissionDenied,
      mayRetry: false),
    Case(
      row: "start-not-found", reason: "Task failed to start",
      container: "ResourceInitializationError: the log group does not exist", cause: .containerNotStarted,
      mayRetry: false),
    Case(
      row: "start-resources", reason: "Task failed to start",
      container: "ResourceInitializationError: failed to configure ENI", cause: .containerNotStarted),
    Case(
      row: "disk-full", reason: "Task failed to start",
      container: "CannotCreateContainerError: no space left on device", cause: .diskFull),
    Case(
      row: "no-shell", reason: "Task failed to start",
      container: "CannotStartContainerError: exec: \"sh\": executable file not found in $PATH",
      cause: .containerNotStarted, mayRetry: false),
    Case(
      row: "docker-timeout", reason: "Task failed to start",
      container: "DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s",
      cause: .containerNotStarted),
    Case(
      row: "not-started", reason: "Task failed to start", container: "CannotCreateContainerError: API error (500)",
      cause: .containerNotStarted),
    Case(
      row: "definition-gone", reason: "The job definition martlet-x:1 is not active", cause: .unknown),
  ]

  @Test func everyRowOfTheTableHasACase() { #expect(Self.cases.map(\.row) == OutcomeRow.table.map(\.id)) }

  @Test(arguments: cases)
  func theWordsOfBatchHaveAMeaning(row: Case) {
    let outcome = outcome(failed(row.reason, container: row.container))
    guard let cause = row.cause else {
      #expect(outcome == .lost(reason: row.reason ?? ""))
      return
    }
    #expect(failure(outcome)?.cause == cause)
    #expect(failure(outcome)?.mayRetry == row.mayRetry)
    #expect(failure(outcome)?.reason == row.container ?? row.reason)
  }

  @Test func theCommandsOwnStatusIsAResult() {
    #expect(outcome(failed(Self.exited, exitCode: 3), TaskResult(exitStatus: 3)) == .exited(status: 3))
    #expect(outcome(JobSnapshot(id: "j", status: .succeeded), TaskResult(exitStatus: 0)) == .exited(status: 0))
  }

  @Test func aCommandEndedByASignalHasTheShellsStatus() {
    #expect(outcome(failed(Self.exited, exitCode: 139), TaskResult(signal: 11)) == .exited(status: 139))
  }

  @Test func aFailedCommandWhoseContainerRanOutOfMemoryRanOutOfMemory() {
    let job = failed(Self.exited, container: "OutOfMemoryError: Container killed due to memory usage", exitCode: 137)
    #expect(failure(outcome(job, TaskResult(signal: 9)))?.cause == .outOfMemory)
    #expect(outcome(job, TaskResult(exitStatus: 0)) == .exited(status: 0))
  }

  @Test func aCommandThatEndedBeforeItsHostWasReclaimedHasEnded() {
    let job = failed("Host EC2 (instance i-0abc) terminated.")
    #expect(outcome(job, TaskResult(exitStatus: 0)) == .exited(status: 0))
  }

  @Test func anAgentStoppedByAReclaimLostItsMachine() {
    let stopped = TaskResult(failure: .init(.run, .terminated, "stopped from outside"))
    #expect(
      outcome(failed("Host EC2 (instance i-0abc) terminated."), stopped)
        == .lost(reason: "Host EC2 (instance i-0abc) terminated."))
    let ended = failure(outcome(failed("enough", exitCode: 143), stopped))
    #expect(ended?.cause == .terminated && ended?.reason == "stopped from outside: enough")
    #expect(failure(outcome(failed(Self.exited, exitCode: 143), stopped))?.reason == "stopped from outside")
  }

  @Test(arguments: [
    (TaskResult.Failure.Cause.staging, TaskFailure.Cause.stagingFailed, true), (.diskFull, .diskFull, true),
    (.timedOut, .timedOut, false), (.notStarted, .containerNotStarted, false),
  ])
  func theAgentsOwnFailuresKeepTheirCause(said: TaskResult.Failure.Cause, cause: TaskFailure.Cause, mayRetry: Bool) {
    let found = failure(
      outcome(failed(Self.exited, exitCode: 243), TaskResult(failure: .init(.stageIn, said, "words"))))
    #expect(found?.cause == cause)
    #expect(found?.mayRetry == mayRetry)
    #expect(found?.reason == "words")
  }

  @Test func aJobTerminatedByAPersonIsNotRepeated() {
    var job = failed("not today")
    job.wasStopped = true
    let found = failure(outcome(job))
    #expect(found?.cause == .terminated)
    #expect(found?.mayRetry == false)
    #expect(found?.reason == "the job was terminated: not today")
  }

  @Test(arguments: [
    (Int32(240), TaskFailure.Cause.containerNotStarted), (242, .stagingFailed), (247, .stagingFailed), (248, .diskFull),
    (1, .unknown), (137, .unknown),
  ])
  func anExitCodeWithoutAResultIsNotTheCommands(exitCode: Int32, cause: TaskFailure.Cause) {
    #expect(failure(outcome(failed(Self.exited, exitCode: exitCode)))?.cause == cause)
  }

  @Test func aJobThatBatchForgotMayRunAgain() {
    let found = failure(JobOutcome.vanished(id: "j-1", result: nil))
    #expect(found?.mayRetry == true)
    #expect(found?.reason == "AWS Batch no longer knows the job j-1, and it left no result")
  }

  @Test func aForgottenJobThatLeftItsResultHasEnded() {
    #expect(JobOutcome.vanished(id: "j-1", result: TaskResult(exitStatus: 4)) == .exited(status: 4))
  }

  @Test func aForgottenJobThatWasStoppedIsForgottenFirstOfAll() {
    let stopped = TaskResult(failure: .init(.run, .terminated, "the task was stopped from outside during its run"))
    let found = failure(JobOutcome.vanished(id: "j-1", result: stopped))
    #expect(found?.reason == "AWS Batch no longer knows the job j-1, and its command was stopped from outside")
    #expect(found?.mayRetry == true)
  }
}
