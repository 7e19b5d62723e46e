import JSONText
import TestSupport
import Testing
import WDLRuntime
import WorkflowModel

@Suite struct AttributeDefaultTests {
  private func request(_ runtime: String, _ defaults: JSONObject) async throws -> TaskRequest {
    let running = Running(
      attributeDefaults: AttributeDefaults(
        values: defaults, synonyms: [["queue", "queueArn"], ["timeout", "jobTimeout"]]))
    _ = try await running.outputs(of: "version 1.0\ntask t { command <<<>>> runtime { \(runtime) } }")
    return try #require(running.context.ran.first?.request)
  }

  @Test func whatATaskDoesNotSayIsSaidForIt() async throws {
    let request = try await request(
      "", ["docker": "busybox", "cpu": 2, "memory": "1 GiB", "continueOnReturnCode": [0, 3], "queueArn": "q"])
    #expect(request.images == ["busybox"])
    #expect(request.resources.cpu == 2 && request.resources.memory == 1 << 30)
    #expect(request.successStatuses == [0, 3])
    #expect(request.hints["queueArn"] == "q")
  }

  @Test func whatATaskSaysUnderAnyNameCounts() async throws {
    let request = try await request(
      "container: \"a\" queue: \"mine\" returnCodes: [0, 5] maxRetries: 0",
      ["docker": "b", "queueArn": "theirs", "continueOnReturnCode": 3, "max_retries": 2, "jobTimeout": 60])
    #expect(request.images == ["a"])
    #expect(request.hints["queueArn"] == nil && request.hints["queue"] == "mine")
    #expect(request.successStatuses == [0, 5] && request.retries.failures == 0)
    #expect(request.hints["jobTimeout"] == 60)
  }

  @Test func aMountPointAloneIsADiskOfTheUsualSize() async throws {
    let disks = try await request("disks: \"local-disk 10 SSD, /mnt/x, /mnt/y 5 HDD\"", [:]).resources.disks
    #expect(
      disks == [
        TaskDisk(size: 10 << 30), TaskDisk(mountPoint: "/mnt/x", size: 1 << 30),
        TaskDisk(mountPoint: "/mnt/y", size: 5 << 30),
      ])
  }

  @Test func countsOfGPUsThatContradictAreAnError() async {
    let running = Running()
    let failure = await running.failure {
      try await running.outputs(
        of: "version 1.0\ntask t { input { Int n = 0 } command <<<>>> runtime { gpu: true gpuCount: n } }")
    }
    #expect(failure?.contains("`gpu` is true, but `gpuCount` is 0") == true)
  }
}
