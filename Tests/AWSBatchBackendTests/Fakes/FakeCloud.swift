import AWSClient
import Glibc
import JSONText
import S3Storage
import TaskFolder
import WorkflowModel

@testable import AWSBatchBackend

/// Batch, S3 and CloudWatch Logs in memory behind one transport, and a backend that talks to them.
struct FakeCloud: Sendable {
  let s3: FakeS3
  let batch: FakeBatch
  let transport: InMemoryTransport
  let configuration: AWSConfiguration
  /// Of this cloud's containers alone: all run in this process, and their tasks have the same names.
  private let scratch = "/tmp/martlet-clouds/\(getpid())-\(UInt64.random(in: 0...UInt64.max))"

  static let environment: BatchEnvironment = {
    var environment = BatchEnvironment(queue: "spot", bucket: S3Location(bucket: "lab", key: "martlet"))
    environment.agent = .image(path: "/usr/bin/martlet-agent")
    environment.flow.array = .off
    // A question about a job takes it a step further, and no time passes between them.
    environment.runnable.explainAfter = .zero
    return environment
  }()

  /// The same with array jobs.
  static let arrays: BatchEnvironment = {
    var environment = FakeCloud.environment
    environment.flow.array = .auto
    return environment
  }()

  init(
    s3: FakeS3 = FakeS3(buckets: ["lab"]), queueState: String = "ENABLED", log: [String] = [],
    logs: FakeLogs? = nil,
    retry: RetryPolicy = .never, clock: FakeClock = FakeClock(),
    work: @escaping @Sendable (FakeBatch.Job) async -> FakeBatch.End = { _ in FakeBatch.End() }
  ) {
    self.s3 = s3
    let batch = FakeBatch(queue: "spot", state: queueState, work: work)
    self.batch = batch
    transport = InMemoryTransport { received in
      switch received.request.url.host {
      case "s3.fake": s3.answer(received)
      case "batch.fake": try await batch.answer(received)
      default: try logs?.answer(received) ?? Self.logEvents(log)
      }
    }
    configuration = AWSConfiguration(
      region: "us-east-1", credentials: StaticCredentials(accessKeyID: "AKID", secretAccessKey: "secret"),
      endpoints: AWSEndpoints(
        byService: ["S3": "http://s3.fake", "BATCH": "http://batch.fake", "CLOUDWATCH_LOGS": "http://logs.fake"]),
      transport: transport, retry: retry, paces: [:], clock: clock)
  }

  func backend(
    _ environment: BatchEnvironment = FakeCloud.environment, agentPath: String = "/nowhere/martlet-agent"
  ) -> AWSBatchBackend {
    var environment = environment
    environment.scratch = scratch
    return AWSBatchBackend(environment: environment, configuration: configuration, agentPath: agentPath)
  }

  private static func logEvents(_ lines: [String]) -> HTTPResponse {
    let events = lines.map { JSONValue.object(["timestamp": 1, "message": .string($0)]) }
    let body: JSONValue = ["events": .array(events)]
    return HTTPResponse(status: 200, body: HTTPResponseBody(Array(JSONWriter.compact(body).utf8)))
  }
}

extension AWSBatchBackend {
  /// Runs the first attempt of a call named `align`.
  func attempt(
    _ request: TaskRequest, shard: Int = 3, number: Int = 0, takingOver earlier: BackendHandle? = nil,
    report: @escaping @Sendable (BackendReport) async throws -> Void = { _ in }
  ) async throws -> TaskOutcome {
    let call = CallPath([CallPath.Step("align", shards: [shard])])
    let run = RunPlace(name: "variants-1", folder: "/runs/variants-1")
    let placement = try await placement(of: TaskSite(call: call, images: request.images), in: run)
    let attempt = BackendAttempt(
      call: call, number: number, request: request, placement: placement, run: run,
      folder: run.attemptFolder(call, number))
    return try await self.run(attempt, takingOver: earlier, report: report)
  }
}
