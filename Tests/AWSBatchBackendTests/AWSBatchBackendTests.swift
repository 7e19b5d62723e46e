import AWSClient
import Digest
import JSONText
import S3Storage
import TaskFolder
import TaskManifest
import TestSupport
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct AWSBatchBackendTests {
  private var task: TaskRequest {
    var request = TaskRequest(command: "true")
    request.images = ["debian:12"]
    return request
  }

  private func error(of body: () async throws -> TaskOutcome) async -> ExecutionError? {
    do {
      _ = try await body()
      return nil
    } catch { return error as? ExecutionError }
  }

  @Test func theBackendConforms() async {
    let s3 = FakeS3(buckets: ["lab"])
    let agent = AgentInProcess(s3: s3)
    let cloud = FakeCloud(s3: s3) { job in await agent(job) }
    let storage = S3Storage(cloud.configuration)
    let backend = cloud.backend()
    let complaints = await checkBackend(backend, images: ["debian:12"]) { file in
      try await storage.read(file, limit: 1 << 20)
    }
    #expect(complaints == [])
  }

  @Test func aFailedCommandKeepsItsStreamsAndNoOutputs() async throws {
    let s3 = FakeS3(buckets: ["lab"])
    let agent = AgentInProcess(s3: s3)
    let cloud = FakeCloud(s3: s3) { job in await agent(job) }
    var request = task
    request.command = "echo why >&2; echo half >out.txt; exit 3"
    request.outputs = [.path("out.txt")]
    guard case .exited(3, let files) = try await cloud.backend().attempt(request) else {
      Issue.record("it did not exit with 3")
      return
    }
    #expect(files.entries == [])
    #expect(try await S3Storage(cloud.configuration).read(files.stderr, limit: 100) == Array("why\n".utf8))
  }

  // MARK: What is submitted

  @Test func oneShapeHasOneDefinitionHoweverManyTasksRace() async throws {
    let cloud = FakeCloud()
    let backend = cloud.backend()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await backend.attempt(task) } }
      try await group.waitForAll()
    }
    #expect(cloud.batch.definitions.count == 1)
    #expect(cloud.batch.jobs.count == 20)
  }

  @Test func aDefinitionOfAnotherProcessIsFoundOnAnyPage() async throws {
    let cloud = FakeCloud()
    _ = try await cloud.backend().attempt(task)
    let name = try #require(cloud.batch.definitions[0]["jobDefinitionName"]?.string)
    cloud.batch.addForeignDefinition(named: name)
    _ = try await cloud.backend().attempt(task)
    #expect(cloud.batch.calls.filter { $0 == "registerjobdefinition" }.count == 1)
  }

  @Test func ofTwoHeadsThatRaceForAShapeBothTakeTheOlderRevision() async throws {
    let cloud = FakeCloud()
    cloud.batch.hideDefinitions(atLooks: [1, 3])
    let (one, other) = (cloud.backend(), cloud.backend())
    _ = try await one.attempt(task)
    _ = try await other.attempt(task)
    #expect(cloud.batch.calls.filter { $0 == "registerjobdefinition" }.count == 2)
    let used = cloud.batch.jobs.map { $0.submission["jobDefinition"]?.string?.split(separator: ":").last }
    #expect(used == ["1", "1"])
    #expect(cloud.batch.definitions.map { $0["status"] } == ["ACTIVE", "INACTIVE"])
  }

  @Test func aDefinitionThatSomebodyDeregisteredMeanwhileIsRegisteredAnewOnce() async throws {
    let cloud = FakeCloud()
    let backend = cloud.backend()
    _ = try await backend.attempt(task)
    cloud.batch.deregisterAll()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { _ = try await backend.attempt(task) } }
      try await group.waitForAll()
    }
    #expect(cloud.batch.definitions.map { $0["status"] } == ["INACTIVE", "ACTIVE"])
    let used = cloud.batch.jobs.map { $0.submission["jobDefinition"]?.string?.split(separator: ":").last }
    #expect(used == ["1", "2", "2", "2"])
  }

  @Test func anOwnDefinitionThatSomebodyDeregisteredIsNotReplaced() async throws {
    let cloud = FakeCloud()
    cloud.batch.addOwnDefinition(named: "lab-tools")
    let arn = try #require(cloud.batch.definitions[0]["jobDefinitionArn"]?.string)
    var request = task
    request.images = ["job-definition://" + arn]
    let backend = cloud.backend()
    _ = try await backend.attempt(request)
    cloud.batch.deregisterAll()
    let error = await error { try await backend.attempt(request) }
    #expect(error.map { "\($0)".contains("does not exist or is not in ACTIVE status") } == true)
    #expect(!cloud.batch.calls.contains("registerjobdefinition"))
  }

  @Test func anOwnDefinitionGetsOverridesOnly() async throws {
    let cloud = FakeCloud()
    cloud.batch.addOwnDefinition(named: "lab-tools")
    var environment = FakeCloud.environment
    environment.job.jobRole = "arn:aws:iam::1:role/r"
    environment.job.container.environment = ["LAB": "yes"]
    var request = task
    request.images = ["job-definition://lab-tools"]
    _ = try await cloud.backend(environment).attempt(request)
    #expect(!cloud.batch.calls.contains("registerjobdefinition"))
    let job = try #require(cloud.batch.jobs.first?.submission)
    #expect(job["jobDefinition"] == "lab-tools")
    #expect(job["containerOverrides"]?["environment"] == [["name": "LAB", "value": "yes"]])
  }

  @Test func aDefinitionOfTheEnvironmentIsForAllTasksAndSaysWhichImageItHas() async throws {
    let cloud = FakeCloud()
    cloud.batch.addOwnDefinition(named: "lab-tools")
    var environment = FakeCloud.environment
    environment.job.jobDefinition = "lab-tools:1"
    let notes = NoteKeeper()
    _ = try await cloud.backend(environment).attempt(task) { await notes.take($0) }
    #expect(cloud.batch.jobs[0].submission["jobDefinition"] == "lab-tools:1")
    #expect(await notes.notes == ["runs in `lab/tools:1` of the job definition `lab-tools:1`, not in `debian:12`"])
  }

  @Test func aMountedAgentIsFoundWhereAnOwnDefinitionMountsIt() async throws {
    let cloud = FakeCloud()
    cloud.batch.addOwnDefinition(named: "lab-tools", mounting: "/opt/martlet", at: "/agent")
    cloud.batch.addOwnDefinition(named: "bare")
    var environment = FakeCloud.environment
    environment.agent = .mount(path: "/opt/martlet/bin/agent")
    var request = task
    request.images = ["job-definition://lab-tools"]
    _ = try await cloud.backend(environment).attempt(request)
    #expect(cloud.batch.jobs[0].command.first == "/agent/bin/agent")
    request.images = ["job-definition://bare"]
    let error = await error { try await cloud.backend(environment).attempt(request) }
    #expect(error?.message == "the job definition `bare` does not mount the agent, /opt/martlet/bin/agent of the host")
  }

  @Test func aJobSaysWhatItsDefinitionDoesNot() async throws {
    let cloud = FakeCloud()
    var request = task
    request.resources = TaskResources(cpu: 2, memory: 4 << 30, gpus: 1, timeLimit: 3600)
    _ = try await cloud.backend().attempt(request)
    let job = try #require(cloud.batch.jobs.first?.submission)
    #expect(job["jobName"] == "martlet-variants-1-align_3")
    #expect(job["propagateTags"] == true)
    #expect(job["timeout"]?["attemptDurationSeconds"] == 4200)
    let requirements: [JSONValue] = [
      ["value": "4096", "type": "MEMORY"], ["value": "2", "type": "VCPU"], ["value": "1", "type": "GPU"],
    ]
    #expect(job["containerOverrides"]?["resourceRequirements"] == .array(requirements))
    let place = "s3://lab/martlet/variants-1/calls/align/3/attempt-1/manifest.json"
    #expect(cloud.batch.jobs[0].command == ["/usr/bin/martlet-agent", "run", place, "--region", "us-east-1"])
    let definition = cloud.batch.definitions[0]
    #expect(definition["containerProperties"]?["image"] == "debian:12")
    #expect(definition["parameters"]?["martlet-shape"] == definition["tags"]?["martlet-shape"])
  }

  @Test func theAgentIsUploadedOnceAndFetchedByAPresignedAddress() async throws {
    let scratch = try ScratchFolder()
    let agent = scratch.path + "/martlet-agent"
    try Disk.write(Array("binary".utf8), to: agent)
    let cloud = FakeCloud()
    var environment = FakeCloud.environment
    environment.agent = .download
    for _ in 0..<2 {
      let backend = cloud.backend(environment, agentPath: agent)
      for _ in 0..<3 { _ = try await backend.attempt(task) }
    }
    let digest = SHA256.hexadecimal(of: "binary")
    #expect(cloud.s3.puts.filter { $0.hasPrefix("martlet/agent/") } == ["martlet/agent/\(digest)/martlet-agent"])
    let command = cloud.batch.jobs[0].command
    #expect(command.contains { $0.hasPrefix("http://s3.fake/lab/martlet/agent/") && $0.contains("X-Amz-Signature=") })
    #expect(command.contains(digest))
  }

  @Test func aMountedAgentIsPartOfTheShape() async throws {
    let cloud = FakeCloud()
    var environment = FakeCloud.environment
    environment.agent = .mount(path: "/opt/martlet/agent")
    _ = try await cloud.backend(environment).attempt(task)
    let container = cloud.batch.definitions[0]["containerProperties"]
    #expect(container?["volumes"]?.array?[0]["host"]?["sourcePath"] == "/opt/martlet")
    #expect(container?["mountPoints"]?.array?[0]["containerPath"] == "/mnt/martlet-agent")
    #expect(container?["mountPoints"]?.array?[0]["readOnly"] == true)
    #expect(cloud.batch.jobs[0].command.first == "/mnt/martlet-agent/agent")
  }

  @Test func aTaskWithoutAnImageTakesTheEnvironmentsOrFails() async throws {
    let cloud = FakeCloud()
    var request = task
    request.images = []
    guard case .failed(let failure) = try await cloud.backend().attempt(request) else {
      Issue.record("it did not fail")
      return
    }
    #expect(failure.reason.contains("names no container image"))
    #expect(cloud.batch.jobs.isEmpty)
    var environment = FakeCloud.environment
    environment.container = "busybox"
    _ = try await cloud.backend(environment).attempt(request)
    #expect(cloud.batch.definitions[0]["containerProperties"]?["image"] == "busybox")
  }

  // MARK: How it ends

  @Test func aJobWithoutAResultShowsTheEndOfItsLog() async throws {
    let cloud = FakeCloud(log: ["first line", "last line"]) { _ in FakeBatch.End(exitCode: 243) }
    guard case .failed(let failure) = try await cloud.backend().attempt(task) else {
      Issue.record("it did not fail")
      return
    }
    #expect(failure.cause == .stagingFailed)
    #expect(failure.reason.hasSuffix("the end of the container's log:\n    first line\n    last line"))
    #expect(failure.files == nil)
  }

  @Test func aReclaimedHostIsALoss() async throws {
    let reason = "Host EC2 (instance i-0abc) terminated."
    let cloud = FakeCloud { _ in FakeBatch.End(exitCode: nil, statusReason: reason) }
    #expect(try await cloud.backend().attempt(task) == .lost(reason: reason))
  }

  @Test func aJobThatBatchForgetsFails() async throws {
    let cloud = FakeCloud { _ in FakeBatch.End(exitCode: 0, vanishes: true) }
    guard case .failed(let failure) = try await cloud.backend().attempt(task) else {
      Issue.record("it did not fail")
      return
    }
    #expect(failure.mayRetry)
  }

  @Test func anEarlierProcesssJobIsWatchedInsteadOfSubmitted() async throws {
    let cloud = FakeCloud { _ in FakeBatch.End(exitCode: nil, statusReason: "Host EC2 (instance i-1) terminated.") }
    let handle = HandleKeeper()
    _ = try await cloud.backend().attempt(task) { await handle.take($0) }
    _ = try await cloud.backend().attempt(task, takingOver: await handle.handle)
    #expect(cloud.batch.jobs.count == 1)
    #expect(cloud.batch.calls.filter { $0 == "submitjob" }.count == 1)
  }

  @Test func aCancelledAttemptLeavesNoJobAlive() async throws {
    let cloud = FakeCloud()
    cloud.batch.hold()
    let backend = cloud.backend()
    let (waiting, wait) = AsyncStream<Void>.makeStream()
    let run = Task {
      try await backend.attempt(task) { report in
        if case .waiting = report { wait.yield() }
      }
    }
    for await _ in waiting { break }
    run.cancel()
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(cloud.batch.jobs.map(\.status) == ["FAILED"])
    #expect(cloud.batch.calls.contains("terminatejob"))
  }

  @Test func aJobThatNobodyWatchesIsEndedWithTheRun() async throws {
    let cloud = FakeCloud()
    cloud.batch.hold()
    let backend = cloud.backend()
    cloud.batch.trouble(.refused(status: 403), at: "describejobs", times: 2)
    // The job cannot be watched, nor its end be waited for.
    await #expect(throws: ExecutionError.self) { try await backend.attempt(task) }
    cloud.batch.forgetTerminations()
    await backend.shutdown()
    #expect(cloud.batch.jobs.map(\.status) == ["FAILED"])
  }

  @Test func anEndWithoutStraysCostsOneLook() async throws {
    let cloud = FakeCloud()
    let backend = cloud.backend()
    for _ in 0..<3 { _ = try await backend.attempt(task) }
    await backend.shutdown()
    #expect(cloud.batch.calls.filter { $0 == "listjobs" }.count == 2)
    #expect(!cloud.batch.calls.contains("terminatejob"))
  }

  // MARK: What is refused before anything is submitted

  @Test func aQueueThatDoesNotExistIsNamedWithThoseThatDo() async throws {
    let cloud = FakeCloud()
    var environment = FakeCloud.environment
    environment.queue = "sport"
    let error = await error { try await cloud.backend(environment).attempt(task) }
    #expect(error?.code == .notFound)
    #expect(error?.message == "there is no job queue `sport` in us-east-1")
    #expect(error?.help == "correct `environments.aws.queue` in martlet.yaml; there are: `spot`")
    #expect(cloud.batch.jobs.isEmpty)
    #expect(cloud.s3.puts.isEmpty)
  }

  @Test func aDisabledQueueIsRefused() async throws {
    let cloud = FakeCloud(queueState: "DISABLED")
    let error = await error { try await cloud.backend().attempt(task) }
    #expect(error?.code == .configuration)
    #expect(error?.message == "the job queue `spot` is DISABLED")
    #expect(error?.help?.contains("aws batch update-job-queue --job-queue spot --state ENABLED") == true)
  }

  @Test func aMissingBucketIsRefused() async throws {
    let cloud = FakeCloud(s3: FakeS3(buckets: []))
    let error = await error { try await cloud.backend().attempt(task) }
    #expect(error?.code == .notFound)
    #expect(error?.message == "there is no bucket `lab`")
    #expect(error?.help?.contains("`environments.aws.bucket`") == true)
  }

  @Test func aForbiddenBucketIsRefused() async throws {
    let cloud = FakeCloud()
    cloud.s3.forbid("lab")
    let error = await error { try await cloud.backend().attempt(task) }
    #expect(error?.code == .accessDenied)
    #expect(error?.help?.contains("`environments.aws.bucket`") == true)
  }
}

/// Keeps the handle that was reported.
private actor HandleKeeper {
  private(set) var handle: BackendHandle?

  func take(_ report: BackendReport) {
    if case .submitted(let handle) = report { self.handle = handle }
  }
}

private actor NoteKeeper {
  private(set) var notes: [String] = []

  func take(_ report: BackendReport) {
    if case .note(let note) = report { notes.append(note) }
  }
}
