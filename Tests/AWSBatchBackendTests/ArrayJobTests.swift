import AWSClient
import JSONText
import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

/// Equal tasks that are ready together, from their requests to their ends.
@Suite struct ArrayJobTests {
  private var task: TaskRequest {
    var request = TaskRequest(command: "echo hello >out.txt; exit ${AWS_BATCH_JOB_ARRAY_INDEX:-9}")
    request.images = ["debian:12"]
    request.shell = ["/bin/sh"]
    request.outputs = [.path("out.txt")]
    return request
  }

  private func outcomes(
    of count: Int, _ backend: AWSBatchBackend,
    _ change: @escaping @Sendable (inout TaskRequest, Int) -> Void = { _, _ in }
  ) async throws -> [TaskOutcome] {
    try await withThrowingTaskGroup(of: (Int, TaskOutcome).self) { group in
      for shard in 0..<count {
        var request = task
        change(&request, shard)
        group.addTask { [request] in (shard, try await backend.attempt(request, shard: shard + 20)) }
      }
      var outcomes: [Int: TaskOutcome] = [:]
      for try await (shard, outcome) in group { outcomes[shard] = outcome }
      return outcomes.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  @Test func equalTasksGoAsOneArrayAndEachHasItsOwnEnd() async throws {
    let s3 = FakeS3(buckets: ["lab"])
    let agent = AgentInProcess(s3: s3)
    let cloud = FakeCloud(s3: s3) { job in await agent(job) }
    var environment = FakeCloud.arrays
    environment.flow.array = .upTo(5)
    let outcomes = try await outcomes(of: 5, cloud.backend(environment))
    #expect(cloud.batch.calls.filter { $0 == "submitjob" }.count == 1)
    #expect(cloud.batch.workers.count == 5)
    let submission = try #require(cloud.batch.jobs.first?.submission)
    #expect(submission["arrayProperties"]?["size"] == 5)
    #expect(submission["jobName"] == "martlet-variants-1-align")
    #expect(submission["tags"]?["martlet:call"] == "align")
    #expect(s3.puts.filter { $0.hasSuffix("manifests.pack") }.count == 1)
    #expect(!s3.puts.contains { $0.hasSuffix("manifest.json") })
    let statuses = outcomes.map { outcome -> Int32? in
      if case .exited(let status, _) = outcome { status } else { nil }
    }
    #expect(Set(statuses) == [0, 1, 2, 3, 4])
  }

  @Test func unequalTasksDoNotShareAnArray() async throws {
    let cloud = FakeCloud()
    var environment = FakeCloud.arrays
    environment.flow.array = .upTo(2)
    _ = try await outcomes(of: 4, cloud.backend(environment)) { request, shard in
      request.resources.cpu = shard < 2 ? 1 : 2
    }
    let sizes = cloud.batch.jobs.filter { $0.index == nil }.map { $0.submission["arrayProperties"]?["size"]?.int }
    #expect(sizes == [2, 2])
  }

  @Test func aTaskMayStayOutOfArrays() async throws {
    let cloud = FakeCloud()
    _ = try await outcomes(of: 3, cloud.backend(FakeCloud.arrays)) { request, _ in request.hints["array"] = "off" }
    #expect(cloud.batch.workers.allSatisfy { $0.index == nil })
  }

  @Test func aRepeatedAttemptIsAJobOfItsOwn() async throws {
    let cloud = FakeCloud()
    _ = try await cloud.backend(FakeCloud.arrays).attempt(task, number: 1)
    #expect(cloud.batch.jobs.map(\.index) == [nil])
    #expect(cloud.s3.puts.contains { $0.hasSuffix("align/3/attempt-2/manifest.json") })
  }

  @Test func whenAllChildrenAreCancelledTheParentIsTerminatedOnce() async throws {
    let cloud = FakeCloud()
    cloud.batch.hold()
    var environment = FakeCloud.arrays
    environment.flow.array = .upTo(4)
    let backend = cloud.backend(environment)
    let (submitted, submit) = AsyncStream<Void>.makeStream()
    let run = Task {
      try await withThrowingTaskGroup(of: TaskOutcome.self) { group in
        for shard in 0..<4 {
          group.addTask { [task] in
            try await backend.attempt(task, shard: shard + 20) { report in
              if case .submitted = report { submit.yield() }
            }
          }
        }
        for try await _ in group {}
      }
    }
    var count = 0
    for await _ in submitted {
      count += 1
      if count == 4 { break }
    }
    run.cancel()
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(cloud.batch.workers.map(\.status) == Array(repeating: "FAILED", count: 4))
    #expect(cloud.batch.calls.filter { $0 == "terminatejob" }.count == 1)
  }

  @Test func aCancelledChildLeavesTheOthersAlone() async throws {
    let cloud = FakeCloud()
    cloud.batch.hold()
    var environment = FakeCloud.arrays
    environment.flow.array = .upTo(2)
    let backend = cloud.backend(environment)
    let (submitted, submit) = AsyncStream<Void>.makeStream()
    let runs = (0..<2).map { shard in
      Task { [task] in
        try await backend.attempt(task, shard: shard + 20) { report in
          if case .submitted = report { submit.yield() }
        }
      }
    }
    var count = 0
    for await _ in submitted {
      count += 1
      if count == 2 { break }
    }
    runs[0].cancel()
    await #expect(throws: CancellationError.self) { try await runs[0].value }
    #expect(cloud.batch.workers.filter { $0.isTerminated }.count == 1)
    runs[1].cancel()
    _ = try? await runs[1].value
    #expect(cloud.batch.workers.filter { $0.isTerminated }.count == 2)
  }

  // MARK: Lost answers

  private static let patient = RetryPolicy(maximumAttempts: 3, timeBudget: .seconds(60))

  @Test func aJobWhoseAnswerWasLostIsFoundInsteadOfSubmittedTwice() async throws {
    let cloud = FakeCloud(retry: Self.patient)
    cloud.batch.trouble(.answerLost, at: "submitjob")
    _ = try await cloud.backend().attempt(task)
    #expect(cloud.batch.calls.filter { $0 == "submitjob" }.count == 1)
    #expect(cloud.batch.jobs.count == 1)
  }

  @Test func aSubmissionThatBatchDidNotTakeIsRepeated() async throws {
    let cloud = FakeCloud(retry: Self.patient)
    cloud.batch.trouble(.refused(status: 503), at: "submitjob", times: 2)
    cloud.batch.trouble(.refused(status: 429), at: "submitjob", times: 12)
    _ = try await cloud.backend().attempt(task)
    #expect(cloud.batch.jobs.count == 1)
  }

  @Test func aRefusedSubmissionIsNotRepeated() async throws {
    let cloud = FakeCloud(retry: Self.patient)
    cloud.batch.trouble(.refused(status: 400), at: "submitjob", times: 2)
    await #expect(throws: ExecutionError.self) { try await cloud.backend().attempt(task) }
    #expect(cloud.batch.calls.filter { $0 == "submitjob" }.count == 1)
  }
}
