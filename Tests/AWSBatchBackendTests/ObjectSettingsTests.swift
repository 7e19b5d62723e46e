import JSONText
import S3Storage
import TaskManifest
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct ObjectSettingsTests {
  private func task(_ hints: JSONObject) throws -> ObjectSettings {
    try TaskBatchSettings(hints: hints, task: "t").job.objects
  }

  @Test func nextflowsNamesAreTaken() throws {
    let settings = try task([
      "uploadStorageClass": "intelligent_tiering", "storageEncryption": "aws:kms", "storageKmsKeyId": "alias/lab",
      "s3Acl": "BucketOwnerFullControl", "requesterPays": "true", "objectTags": "project=a=b,team=x",
      "contentTypes": [".html": "text/html"], "keep-incomplete": true,
    ])
    let objects = settings.manifest
    #expect(objects.storageClass == "INTELLIGENT_TIERING")
    #expect(objects.encryption == "aws:kms" && objects.kmsKey == "alias/lab")
    #expect(objects.acl == "bucket-owner-full-control")
    #expect(objects.tags == ["project": "a=b", "team": "x"])
    #expect(objects.contentTypes == [".html": "text/html"])
    #expect(objects.requesterPays)
    #expect(settings.keepsFailedOutputs == true)
  }

  @Test func aKeyAloneAsksForEncryptionWithIt() throws {
    #expect(try task(["storageKmsKeyId": "alias/lab"]).manifest.encryption == "aws:kms")
  }

  @Test func theTasksSettingsWinOverTheEnvironments() throws {
    let environment = try task(["storageClass": "STANDARD", "requesterPays": true, "objectTags": "a=1,b=1"])
    let merged = try task(["storageClass": "STANDARD_IA", "objectTags": "b=2"]).over(environment)
    #expect(merged.storageClass == "STANDARD_IA")
    #expect(merged.requesterPays == true)
    #expect(merged.tags == ["a": "1", "b": "2"])
  }

  @Test func aHostsFolderBecomesTheCache() throws {
    #expect(
      try task(["inputCache": "/data/cache/"]).inputCache == InputCacheSettings(path: "/data/cache", size: 100 << 30))
    let settings = try task(["inputCache": ["path": "/data/cache", "size": "1 TiB"]])
    #expect(settings.inputCache == InputCacheSettings(path: "/data/cache", size: 1 << 40))
  }

  @Test(
    arguments: [
      (["storageClass": "GLACIER"], "from which the next task could not read"),
      (["storageClass": "COLD"], "must be one of `STANDARD`"),
      (["storageEncryption": "none"], "must be one of `AES256`"),
      (["storageEncryption": "AES256", "storageKmsKeyId": "k"], "has no use with"),
      (["s3Acl": "everyone"], "must be one of `private`"),
      (["contentTypes": [".html": "html"]], "write ends of names with types"),
      (["inputCache": "cache"], "must be an absolute path"),
      (["inputCache": ["size": "1 GiB"]], "has no `path`"),
      (["inputCache": "/"], "is the root of the hosts"),
      (["inputCache": ["path": "//"]], "is the root of the hosts"),
      (["inputCache": ["path": "/a", "size": "big"]], "has a `size` that is no number of bytes"),
      (["inputCache": ["path": "/a", "size": 200]], "has a `size` of 200 B, which holds next to no inputs"),
      (["inputCache": ["path": "/a", "max": 1]], "has `max`; it may have"),
    ] as [(JSONObject, String)])
  func whatIsWrongIsSaid(hints: JSONObject, message: String) {
    let error = #expect(throws: ExecutionError.self) { try task(hints) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func fargateHasNoHostToKeepInputsOn() throws {
    var settings = JobSettings()
    settings.platform = .fargate
    settings.executionRole = "arn:aws:iam::1:role/exec"
    settings.objects.inputCache = InputCacheSettings(path: "/data", size: 1)
    #expect(JobSettingsCheck.problems(settings).map(\.setting) == ["inputCache"])
  }

  @Test func theManifestTellsTheAgentAndTheJournalWhatItUsed() async throws {
    let s3 = FakeS3(buckets: ["lab"])
    let agent = AgentInProcess(s3: s3)
    let cloud = FakeCloud(s3: s3) { job in await agent(job) }
    var request = TaskRequest(command: "echo half > out.txt; exit 3")
    request.images = ["debian:12"]
    request.outputs = [.path("out.txt")]
    request.hints = ["keepFailedOutputs": true]
    guard case .exited(3, let files) = try await cloud.backend().attempt(request) else {
      Issue.record("it did not exit with 3")
      return
    }
    #expect(files.entries.map(\.path) == ["out.txt"])
    #expect(files.usage?.diskUsed ?? 0 > 0)
    let times = try #require(files.times)
    let moments = [times.start, times.stageIn, times.run, times.stageOut, times.end].compactMap(\.self)
    #expect(moments.count == 5 && moments == moments.sorted())
  }
}
