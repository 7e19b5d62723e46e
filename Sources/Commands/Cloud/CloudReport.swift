import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// What stands up on AWS, as people read it.
struct CloudReport: Sendable {
  let name: String
  let region: String
  let state: CloudState
  let queues: [JobQueueDetail]
  let environments: [ComputeEnvironmentDetail]
  /// The states of jobs that have not ended, by the queue's name.
  let jobs: [String: [String]]

  /// - Throws: ``ExecutionError`` when Batch does not tell.
  static func make(_ name: String, _ state: CloudState, _ aws: AWSConfiguration) async throws -> CloudReport {
    let batch = BatchClient(aws)
    do {
      let queues =
        state.queues.isEmpty
        ? [] : try await batch.describeJobQueues(DescribeJobQueuesRequest(jobQueues: state.queues)).jobQueues ?? []
      let environments =
        state.environments.isEmpty
        ? []
        : try await batch.describeComputeEnvironments(
          DescribeComputeEnvironmentsRequest(computeEnvironments: state.environments)
        ).computeEnvironments ?? []
      var jobs: [String: [String]] = [:]
      for queue in queues {
        jobs[queue.jobQueueName] = try await CloudJobs(aws).active(in: queue.jobQueueName).compactMap(\.status)
      }
      return CloudReport(
        name: name, region: aws.region, state: state, queues: queues, environments: environments, jobs: jobs)
    } catch {
      throw ExecutionError.from(error, while: "cannot look at the queues")
    }
  }

  var lines: [String] {
    let count = state.resources.count
    if count == 0 { return ["\(name): nothing is there; `martlet cloud up \(name)` makes it"] }
    let account = state.account.map { " of account \($0)" } ?? ""
    return ["\(name): \(count) resources in \(region)\(account)"] + table + notes
  }

  private var table: [String] {
    if queues.isEmpty { return [] }
    var table = TextTable([
      .init(title: "queue"), .init(title: "state"), .init(title: "jobs"), .init(title: "on"), .init(title: "state"),
      .init(title: "vCPUs", isNumber: true),
    ])
    for queue in queues.sorted(by: { $0.jobQueueName < $1.jobQueueName }) {
      let first = queue.computeEnvironmentOrder.first?.computeEnvironment
      let environment = environments.first { $0.computeEnvironmentArn == first || $0.computeEnvironmentName == first }
      table.add([
        queue.jobQueueName, Self.text(queue.state, queue.status), Self.text(jobs[queue.jobQueueName] ?? []),
        environment?.computeResources?.type ?? "-", environment.map { Self.text($0.state, $0.status) } ?? "-",
        environment?.computeResources.map(Self.vcpus) ?? "-",
      ])
    }
    return [""] + table.lines
  }

  /// `ENABLED`, with what is not as it is to be: `ENABLED, INVALID`.
  private static func text(_ state: String?, _ status: String?) -> String {
    [state, status == "VALID" ? nil : status].compactMap(\.self).joined(separator: ", ")
  }

  private static func text(_ states: [String]) -> String {
    let words = CloudJobs.states.compactMap { state in
      let count = states.count { $0 == state }
      return count == 0 ? nil : "\(count) \(state)"
    }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }

  private static func vcpus(_ resources: ComputeResource) -> String {
    resources.desiredvCpus.map { "\($0) of \(resources.maxvCpus)" } ?? "up to \(resources.maxvCpus)"
  }

  private var notes: [String] {
    var notes = environments.filter { $0.status != "VALID" }.map { environment in
      "\(environment.computeEnvironmentName) is \(environment.status ?? "broken"): \(environment.statusReason ?? "no reason")"
    }
    if let bucket = state.bucket { notes.append("bucket s3://\(bucket)") }
    notes += state.logGroups.map { "logs in \($0)" }
    if state.withoutBucket.isEmpty {
      notes.append("only the bucket is left: `martlet cloud down \(name) --delete-bucket` deletes it")
    } else if state.yaml == nil || state.queues.isEmpty {
      notes.append("it is not complete: `martlet cloud up \(name)` goes on, `martlet cloud down \(name)` takes it away")
    }
    return notes.isEmpty ? [] : [""] + notes
  }
}
