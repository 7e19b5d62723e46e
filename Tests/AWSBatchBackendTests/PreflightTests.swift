import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

/// What is looked at before the first job.
@Suite struct PreflightTests {
  private var task: TaskRequest {
    var request = TaskRequest(command: "true")
    request.images = ["debian:12"]
    return request
  }

  @Test func whoMayNotLookAtTheQueueMayStillSubmit() async throws {
    let cloud = FakeCloud()
    cloud.batch.trouble(.refused(status: 403), at: "describejobqueues", times: 5)
    _ = try await cloud.backend().attempt(task)
    #expect(cloud.batch.jobs.count == 1)
  }

  @Test func everythingIsLookedAtOnce() async throws {
    let cloud = FakeCloud()
    let backend = cloud.backend()
    for shard in 0..<3 { _ = try await backend.attempt(task, shard: shard) }
    // Once before the first job, and once for where jobs ran.
    #expect(cloud.batch.calls.filter { $0 == "describejobqueues" }.count == 2)
  }

  @Test func theDoctorFindsWhatIsWrongInAnAccount() async {
    let cloud = FakeCloud(s3: FakeS3(buckets: []), queueState: "DISABLED")
    let doctor = BatchDoctor(FakeCloud.environment, cloud.configuration, agentPath: "/nowhere/agent")
    let errors = await doctor.examine().filter { $0.verdict == .error }.map(\.kind.id)
    #expect(errors == ["doctor.queue-disabled", "doctor.no-bucket"])
  }

  @Test func aBucketThatMayBeUsedIsLeftAsItWas() async {
    let cloud = FakeCloud()
    let doctor = BatchDoctor(FakeCloud.environment, cloud.configuration, agentPath: "/nowhere/agent")
    let findings = await doctor.examine()
    #expect(findings.contains { $0.kind == BucketAccessCheck.usable })
    #expect(cloud.s3.keys("lab") == [])
  }

  @Test func aTaskThatCannotBecomeAJobIsTold() async {
    let cloud = FakeCloud()
    var doctor = BatchDoctor(FakeCloud.environment, cloud.configuration, agentPath: "/nowhere/agent")
    var nameless = TaskRequest(command: "true")
    nameless.resources.cpu = 2
    await doctor.add([(CallPath([.init("align")]), nameless), (CallPath([.init("sort", shards: [1])]), task)])
    let finding = await doctor.examine().first { $0.kind == TaskSettingsCheck.wrong }
    #expect(finding?.subject == "task align" && finding?.text.contains("names no container image") == true)
  }
}
