import AWSClient
import JSONText
import Testing
import WorkflowModel

@testable import AWSBatchBackend

/// Logs are read where the job's own definition sends them.
@Suite struct JobLogTests {
  private var task: TaskRequest {
    var request = TaskRequest(command: "true")
    request.images = ["debian:12"]
    return request
  }

  private static func lines(_ count: Int) -> [String] { (0..<count).map { "line \($0)" } }

  /// The id of a job of the task that has ended.
  private func job(_ cloud: FakeCloud, _ request: TaskRequest) async throws -> String {
    _ = try await cloud.backend().attempt(request)
    return try #require(cloud.batch.jobs.first?.id)
  }

  /// All lines of a job, followed to the end.
  private func follow(_ id: String, _ cloud: FakeCloud, between: (Int) -> Void = { _ in }) async throws -> [String] {
    var follower = JobLogFollower(cloud.configuration)
    follower.add(id)
    var lines: [String] = []
    var rounds = 0
    while !follower.isEmpty, rounds < 20 {
      lines += try await follower.round(tail: nil, settles: true).flatMap(\.lines)
      between(rounds)
      rounds += 1
    }
    return lines
  }

  @Test func allPagesAreReadThoughAllLinesHaveOneTime() async throws {
    let logs = FakeLogs(pageSize: 7)
    let cloud = FakeCloud(logs: logs)
    let id = try await job(cloud, task)
    logs.append(Self.lines(100), to: "stream/" + id)
    #expect(try await follow(id, cloud) == Self.lines(100))
  }

  @Test func linesThatShowAfterTheEndAreWaitedFor() async throws {
    let logs = FakeLogs()
    let cloud = FakeCloud(logs: logs)
    let id = try await job(cloud, task)
    logs.append(["first"], to: "stream/" + id)
    // One round without a line is no end.
    let lines = try await follow(id, cloud) { if $0 == 1 { logs.append(["late"], to: "stream/" + id) } }
    #expect(lines == ["first", "late"])
  }

  @Test func aTasksOwnGroupAndRegionAreRead() async throws {
    let logs = FakeLogs()
    let cloud = FakeCloud(logs: logs) { _ in FakeBatch.End(exitCode: 243) }
    logs.append(["elsewhere"], to: "stream/job-1", of: "lab")
    var request = task
    request.hints["logGroup"] = "lab"
    request.hints["logRegion"] = "eu-west-1"
    guard case .failed(let failure) = try await cloud.backend().attempt(request) else {
      Issue.record("it did not fail")
      return
    }
    #expect(failure.reason.hasSuffix("the end of the container's log:\n    elsewhere"))
    #expect(try await follow("job-1", cloud) == ["elsewhere"])
    #expect(Set(logs.regions) == ["eu-west-1"])
  }
}
