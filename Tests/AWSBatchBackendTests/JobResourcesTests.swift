import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct JobResourcesTests {
  @Test func cpusAndMemoryAreRoundedUpOnEC2() throws {
    let resources = try JobResources(TaskResources(cpu: 1.5, memory: 100 << 20 | 1), on: .ec2)
    #expect(resources.vCPUText == "2")
    #expect(resources.memory == 101)
  }

  @Test func aTaskWithoutWishesGetsOneCPUAndTwoGiB() throws {
    let resources = try JobResources(TaskResources(cpu: 0), on: .ec2)
    #expect(resources.vCPUText == "1")
    #expect(resources.memory == 2048)
  }

  @Test(arguments: [
    (0.1, 100, "0.25", 512), (0.25, 1025, "0.25", 2048), (0.25, 3000, "0.5", 3072), (1, 512, "1", 2048),
    (3, 9000, "4", 9216), (8, 20000, "8", 20480), (2, 120_000, "16", 122_880),
  ])
  func fargateGetsTheSmallestSizeThatHoldsBoth(cpu: Double, memory: Int64, vCPUs: String, size: Int64) throws {
    let resources = try JobResources(TaskResources(cpu: cpu, memory: memory << 20), on: .fargate)
    #expect(resources.vCPUText == vCPUs)
    #expect(resources.memory == size)
  }

  @Test(arguments: [
    TaskResources(cpu: 17), TaskResources(cpu: 1, memory: 121 << 30), TaskResources(cpu: 1, gpus: 1),
  ])
  func whatFargateDoesNotHaveIsRefused(resources: TaskResources) {
    #expect { try JobResources(resources, on: .fargate) } throws: { ($0 as? TaskFailure)?.cause == .neverSchedulable }
  }
}
