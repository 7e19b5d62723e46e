import AWSBatchBackend
import Glibc
import WorkflowModel

/// What the head's own job does when it is to end: somebody cancels the run, or its machine is taken away.
enum HeadSignal {
  /// Time for the question, out of the 30 seconds that a container has.
  private static let patience = Duration.seconds(10)

  /// Returns when the run is to be cancelled. Else it ends this process as if the machine had gone: AWS Batch starts the
  /// next head, which takes the run's jobs over.
  static func leaveUnlessTerminated(_ environment: RunEnvironment) async {
    if await wasTerminated(environment) { return }
    Terminal.say("this machine is to be taken away: the run is left to the next head")
    _exit(128 + SIGTERM)
  }

  /// Whether somebody has terminated this job, as far as AWS Batch tells in time.
  private static func wasTerminated(_ environment: RunEnvironment) async -> Bool {
    guard let id = ProcessEnvironment.given("AWS_BATCH_JOB_ID") else { return true }
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        guard let (batch, configuration) = try? await environment.onBatch() else { return false }
        return (try? await LeftJobs(batch, configuration).look(at: [id]).first?.wasStopped) ?? false
      }
      group.addTask {
        try? await Task.sleep(for: patience)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }
}
