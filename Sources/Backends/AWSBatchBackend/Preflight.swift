import AWSClient
import AWSServices
import Concurrency
import S3Storage
import WorkflowModel

/// Looks at the queue and the bucket before the first job, so that nothing is submitted half-way.
struct Preflight: Sendable {
  let environment: BatchEnvironment
  let region: String
  let batch: BatchClient
  let storage: S3Storage
  private let checked = SharedWork<String, Void>()

  init(environment: BatchEnvironment, region: String, batch: BatchClient, storage: S3Storage) {
    self.environment = environment
    self.region = region
    self.batch = batch
    self.storage = storage
  }

  /// Once a process for each queue.
  ///
  /// - Throws: ``ExecutionError`` that names the setting of martlet.yaml and what to do.
  func check(queue: String) async throws {
    try await checked.value(for: "queue " + queue) { [self] in try await checkQueue(queue) }
    try await checked.value(for: "bucket") { [self] in try await checkBucket() }
  }

  private func checkQueue(_ queue: String) async throws {
    let setting = queue == environment.queue ? "`\(environment.place(of: "queue"))`" : "the task's `queueArn`"
    let found: JobQueueDetail?
    do {
      found = try await batch.describeJobQueues(DescribeJobQueuesRequest(jobQueues: [queue])).jobQueues?.first
    } catch {
      throw ExecutionError.from(error, while: "cannot look at the job queue `\(queue)` in \(region)")
    }
    guard let found else {
      throw ExecutionError(
        .notFound, "there is no job queue `\(queue)` in \(region)",
        help: "correct \(setting) in martlet.yaml" + (await otherQueues()))
    }
    guard found.state == "ENABLED" else {
      throw ExecutionError(
        .configuration, "the job queue `\(queue)` is \(found.state)",
        help:
          "enable it (aws batch update-job-queue --job-queue \(queue) --state ENABLED), or name another in \(setting)")
    }
    guard found.status != "INVALID" else {
      let reason = found.statusReason.map { ": \($0)" } ?? ""
      throw ExecutionError(
        .configuration, "the job queue `\(queue)` is INVALID\(reason)",
        help: "repair the queue, or name another in \(setting)")
    }
  }

  /// For the advice only: nothing when they may not be listed.
  private func otherQueues() async -> String {
    let queues = try? await batch.describeJobQueues(DescribeJobQueuesRequest()).jobQueues
    guard let queues else { return "" }
    let names = queues.map { "`\($0.jobQueueName)`" }.sorted()
    return names.isEmpty ? "; there are no queues there" : "; there are: " + names.joined(separator: ", ")
  }

  private func checkBucket() async throws {
    let bucket = environment.bucket.bucket
    let setting = "`\(environment.place(of: "bucket"))`"
    do {
      try await storage.checkBucket(bucket)
    } catch let error as ExecutionError where error.code == .notFound {
      throw ExecutionError(
        .notFound, "there is no bucket `\(bucket)`",
        help: "make it (aws s3 mb s3://\(bucket) --region \(region)), or correct \(setting) in martlet.yaml")
    } catch let error as ExecutionError where error.code == .accessDenied {
      throw ExecutionError(
        .accessDenied, "the bucket `\(bucket)` may not be used",
        help: "let the credentials' user or role list, read and write it, or correct \(setting) in martlet.yaml",
        cause: error.cause)
    }
  }
}
