import AWSBatchBackend
import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// Jobs in the queues of what stands up on AWS.
struct CloudJobs: Sendable {
  /// The states of a job that has not ended. Source: `jobStatus` of ListJobs.
  static let states = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"]

  private let batch: BatchClient

  init(_ aws: AWSConfiguration) { batch = BatchClient(aws) }

  /// Those that have not ended. An array is one.
  func active(in queue: String) async throws -> [JobSummary] {
    do {
      var found: [JobSummary] = []
      for state in Self.states {
        for try await page in batch.listJobsPages(ListJobsRequest(jobQueue: queue, jobStatus: state)) {
          found += page.jobSummaryList
        }
      }
      return found
    } catch {
      throw ExecutionError.from(error, while: "cannot list the jobs of \(queue)")
    }
  }

  /// Refuses what would end jobs that somebody waits for.
  ///
  /// - Throws: ``ExecutionError`` (`conflict`) that names them.
  func mustHaveEnded(in queues: [String]) async throws {
    var lines: [String] = []
    for queue in try await known(queues) {
      lines += try await active(in: queue).map { job in
        "  \(job.jobId)  \(job.status ?? "active")  \(job.jobName)  in \(queue)"
      }
    }
    if lines.isEmpty { return }
    let shown = lines.prefix(10) + (lines.count > 10 ? ["  and \(lines.count - 10) more"] : [])
    throw ExecutionError(
      .conflict,
      "\(lines.count) \(lines.count == 1 ? "job has" : "jobs have") not ended:\n" + shown.joined(separator: "\n"),
      help: "wait for them, or end their runs (`martlet cancel RUN`), and call this again")
  }

  /// Those of the queues that there still are: after an interruption some may be gone.
  private func known(_ queues: [String]) async throws -> [String] {
    if queues.isEmpty { return [] }
    do {
      let answer = try await batch.describeJobQueues(DescribeJobQueuesRequest(jobQueues: queues))
      return (answer.jobQueues ?? []).map(\.jobQueueName)
    } catch {
      throw ExecutionError.from(error, while: "cannot look at the job queues")
    }
  }
}
