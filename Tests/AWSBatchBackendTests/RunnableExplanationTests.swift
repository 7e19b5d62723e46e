import AWSClient
import AWSServices
import Testing

@testable import AWSBatchBackend

@Suite struct RunnableExplanationTests {
  /// A job that would start: 2 vCPUs and 4 GiB for instances of 4 vCPUs and 16 GiB.
  private static func facts(_ change: (inout RunnableFacts) -> Void = { _ in }) -> RunnableFacts {
    var resources = ComputeResource(maxvCpus: 64)
    resources.type = "EC2"
    resources.instanceTypes = ["m5"]
    resources.desiredvCpus = 0
    var environment = ComputeEnvironmentDetail(computeEnvironmentName: "large", computeEnvironmentArn: "arn:large")
    environment.type = "MANAGED"
    environment.state = "ENABLED"
    environment.status = "VALID"
    environment.computeResources = resources
    let queue = JobQueueDetail(
      jobQueueName: "spot", jobQueueArn: "arn:spot", state: "ENABLED", priority: 1,
      computeEnvironmentOrder: [ComputeEnvironmentOrder(order: 1, computeEnvironment: "arn:large")])
    var facts = RunnableFacts(
      job: RunnableFacts.Job(id: "j", arn: "arn:job/j", vCPUs: 2, memory: 4096, waited: .seconds(400)),
      queueName: "spot",
      queue: queue, environments: [environment],
      instanceTypes: [
        InstanceTypeInfo(name: "m5.large", vCPUs: 2, memory: 8192),
        InstanceTypeInfo(name: "m5.xlarge", vCPUs: 4, memory: 16384),
        InstanceTypeInfo(name: "p3.2xlarge", vCPUs: 8, memory: 62464, gpus: 1),
      ], running: RunnableFacts.Running(jobs: 3, vCPUs: 6), front: ["arn:job/j"])
    change(&facts)
    return facts
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let first: String
    let certainty: RunnableExplanation.Certainty
    let words: [String]
    let change: @Sendable (inout RunnableFacts) -> Void

    init(
      _ first: String, _ certainty: RunnableExplanation.Certainty, _ words: [String],
      _ change: @escaping @Sendable (inout RunnableFacts) -> Void
    ) {
      self.first = first
      self.certainty = certainty
      self.words = words
      self.change = change
    }

    var testDescription: String { first + " " + words.joined(separator: " ") }
  }

  static let cases: [Case] = [
    Case("none-found", .possible, []) { _ in },
    Case("queue-disabled", .certain, ["spot", "DISABLED"]) { $0.queue?.state = "DISABLED" },
    Case("queue-invalid", .certain, ["INVALID", "gone"]) {
      $0.queue?.status = "INVALID"
      $0.queue?.statusReason = "gone"
    },
    Case("environment-disabled", .certain, ["large"]) { $0.environments[0].state = "DISABLED" },
    Case("environment-invalid", .certain, ["INVALID", "role"]) {
      $0.environments[0].status = "INVALID"
      $0.environments[0].statusReason = "no role"
    },
    Case("environment-disabled", .possible, ["large"]) {
      var other = $0.environments[0]
      other.computeEnvironmentName = "other"
      $0.environments[0].state = "DISABLED"
      $0.environments.append(other)
    },
    Case("max-vcpus-too-small", .certain, ["128 vCPUs", "64 vCPUs"]) { $0.job.vCPUs = 128 },
    Case("no-instance-type", .certain, ["32 vCPUs", "m5.xlarge", "16 GiB"]) { $0.job.vCPUs = 32 },
    Case("no-instance-type", .certain, ["200 GiB"]) { $0.job.memory = 200 << 10 },
    Case("no-instance-type", .certain, ["1 GPU", "no GPUs"]) { $0.job.gpus = 1 },
    Case("memory-too-tight", .likely, ["m5.xlarge", "16 GiB"]) { $0.job.memory = 16384 },
    Case("fargate-has-no-gpus", .certain, ["Fargate"]) {
      $0.environments[0].computeResources?.type = "FARGATE"
      $0.job.gpus = 1
    },
    Case("batch-job-resource", .certain, ["JOB_RESOURCE_REQUIREMENT"]) {
      $0.job.statusReason = "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - none"
    },
    Case("batch-no-capacity", .likely, ["INSUFFICIENT_INSTANCE_CAPACITY"]) {
      $0.job.statusReason = "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - none"
    },
    Case("batch-says", .likely, ["something new"]) { $0.job.statusReason = "something new" },
    Case("queue-full", .likely, ["63 of 64"]) { $0.running = .init(jobs: 9, vCPUs: 63) },
    Case("not-its-turn", .possible, ["2 jobs"]) { $0.front = ["arn:job/a", "arn:job/b", "arn:job/j"] },
    Case("no-instances", .likely, ["no instances"]) {
      $0.running = .init(jobs: 0, vCPUs: 0)
      $0.job.waited = .seconds(1200)
    },
    Case("instances-do-not-join", .likely, ["4 vCPUs"]) {
      $0.running = .init(jobs: 0, vCPUs: 0)
      $0.job.waited = .seconds(1200)
      $0.environments[0].computeResources?.desiredvCpus = 4
    },
  ]

  @Test(arguments: cases) func theSurestCauseComesFirst(_ it: Case) {
    let explanation = RunnableExplanation(Self.facts(it.change))
    #expect(explanation.causes.first?.id == it.first)
    #expect(explanation.causes.first?.certainty == it.certainty)
    for word in it.words { #expect(explanation.line?.contains(word) == true, "\(explanation.line ?? "")") }
  }

  @Test func aCertainCauseStandsBeforeALikelyOne() {
    let explanation = RunnableExplanation(
      Self.facts {
        $0.running = .init(jobs: 9, vCPUs: 64)
        $0.job.memory = 500 << 10
      })
    #expect(explanation.causes.map(\.id) == ["no-instance-type", "queue-full"])
    #expect(explanation.isHopeless)
  }

  @Test func whatCannotBeAskedIsNotGuessed() {
    let explanation = RunnableExplanation(
      Self.facts {
        $0.instanceTypes = nil
        $0.running = nil
        $0.front = nil
        $0.job.memory = 500 << 10
        $0.unasked = ["ec2:DescribeInstanceTypes (not allowed)"]
      })
    #expect(explanation.causes.map(\.id) == ["none-found"])
    #expect(!explanation.isHopeless)
    #expect(explanation.unasked == ["ec2:DescribeInstanceTypes (not allowed)"])
  }

  @Test func familiesAndBatchsOwnNamesArePatterns() {
    #expect(InstancePatterns(["m5", "r5.large"]).patterns == ["m5.*", "r5.large"])
    let optimal = InstancePatterns(["optimal"])
    #expect(optimal.matches(InstanceTypeInfo(name: "c5.24xlarge", vCPUs: 96, memory: 1)))
    #expect(!optimal.matches(InstanceTypeInfo(name: "c5d.large", vCPUs: 2, memory: 1)))
  }
}
