import JSONText
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct JobResourcesTests {
  private func resources(
    _ request: TaskResources, _ platform: JobSettings.Platform, _ settings: JobSettings = JobSettings()
  ) throws -> JobResources { try JobResources(TaskWishes(request, settings), on: platform) }

  @Test func cpusAndMemoryAreRoundedUpOnEC2() throws {
    let resources = try resources(TaskResources(cpu: 1.5, memory: 100 << 20 | 1), .ec2)
    #expect(resources.vCPUText == "2")
    #expect(resources.memory == 101)
  }

  @Test func aTaskWithoutWishesGetsOneCPUAndTwoGiB() throws {
    let resources = try resources(TaskResources(cpu: 0), .ec2)
    #expect(resources.vCPUText == "1")
    #expect(resources.memory == 2048)
  }

  @Test(arguments: [
    (0.1, 100, "0.25", 512), (0.25, 1025, "0.25", 2048), (0.25, 3000, "0.5", 3072), (1, 512, "1", 2048),
    (3, 9000, "4", 9216), (8, 20000, "8", 20480), (2, 120_000, "16", 122_880),
  ])
  func fargateGetsTheSmallestSizeThatHoldsBoth(cpu: Double, memory: Int64, vCPUs: String, size: Int64) throws {
    let resources = try resources(TaskResources(cpu: cpu, memory: memory << 20), .fargate)
    #expect(resources.vCPUText == vCPUs)
    #expect(resources.memory == size)
  }

  @Test(arguments: [
    TaskResources(cpu: 17), TaskResources(cpu: 1, memory: 121 << 30), TaskResources(cpu: 1, gpus: 1),
  ])
  func whatFargateDoesNotHaveIsRefused(resources: TaskResources) {
    #expect { try self.resources(resources, .fargate) } throws: { ($0 as? TaskFailure)?.cause == .neverSchedulable }
  }

  @Test func aLargerSizeOfFargateIsSaid() throws {
    let resources = try resources(TaskResources(cpu: 1, memory: 9 << 30), .fargate)
    #expect(
      resources.notes == ["asks for 1 CPUs with 9216 MiB; the next size of Fargate is 2 vCPUs with 9216 MiB"])
    #expect(try self.resources(TaskResources(cpu: 1, memory: 2 << 30), .fargate).notes == [])
  }

  @Test func resourceLimitsBringARequestDownAndSayIt() throws {
    var settings = JobSettings()
    settings.limits = try ResourceLimits.parse(["cpus": 4, "memory": "8 GB", "time": "1h", "disk": "10 GB"])
    let request = TaskResources(
      cpu: 16, memory: 64 << 30, disks: [TaskDisk(size: 20 << 30)], timeLimit: 7200)
    let wishes = TaskWishes(request, settings)
    #expect(wishes.cpus == 4)
    #expect(wishes.memory == 8192)
    #expect(wishes.disks == 10)
    #expect(wishes.timeLimit == 3600)
    #expect(wishes.notes.count == 4)
    #expect(TaskWishes(TaskResources(cpu: 2), settings).notes == [])
  }

  @Test(arguments: [(nil, 50), (10, nil), (20, nil), (21, 21), (200, 200)] as [(Int?, Int?)])
  func fargateHasTwentyGiBWithoutAsking(disks: Int?, size: Int?) throws {
    var settings = JobSettings()
    settings.platform = .fargate
    #expect(try FargateDisk.size(disks, settings) == size)
    settings.platform = .ec2
    #expect(try FargateDisk.size(disks, settings) == nil)
  }

  @Test func aDiskLargerThanFargatesIsRefused() {
    var settings = JobSettings()
    settings.platform = .fargate
    #expect { try FargateDisk.size(201, settings) } throws: { ($0 as? TaskFailure)?.cause == .neverSchedulable }
  }
}
