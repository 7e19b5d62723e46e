import AWSServices
import JSONText
import Testing
import WorkflowModel

@testable import AWSBatchBackend

private let spotQueue = "spot-queue"

private func arn(_ cluster: String, _ id: String) -> String {
  "arn:aws:ecs:here:1:container-instance/\(cluster)/\(id)"
}

private func trace(
  _ cluster: String = "spot", instance: String? = "a", queue: String = spotQueue, architecture: String? = nil
) -> JobTrace {
  let stay = JobTrace.Stay(
    started: 1, stopped: 2, containerInstance: instance.map { arn(cluster, $0) },
    task: "arn:aws:ecs:here:1:task/\(cluster)/t")
  return JobTrace(
    queue: queue, stays: [stay], reserved: MachineStay.Reservation(vCPUs: 1, memory: 1 << 30),
    architecture: architecture)
}

private let spot = EnvironmentOffer(cluster: "spot", MachineStay.Offer(.ec2, .spot, types: ["m5.*", "c5.large"]))
private let plain = EnvironmentOffer(cluster: "plain", MachineStay.Offer(.ec2, .onDemand, types: ["m5.large"]))
private let fargate = EnvironmentOffer(cluster: "fargate", MachineStay.Offer(.fargate, .spot))

private let instance = ContainerInstance(
  containerInstanceArn: arn("spot", "a"), ec2InstanceId: "i-a",
  registeredResources: [
    ContainerInstanceResource(name: "CPU", integerValue: 2048),
    ContainerInstanceResource(name: "MEMORY", integerValue: 7_600),
  ],
  attributes: [
    ContainerInstanceAttribute(name: "ecs.instance-type", value: "m5.large"),
    ContainerInstanceAttribute(name: "ecs.availability-zone", value: "here-a"),
    ContainerInstanceAttribute(name: "ecs.cpu-architecture", value: "x86_64"),
  ])

@Suite struct KnownMachinesTests {
  @Test func manyJobsAskAboutEachQueueAndMachineOnce() {
    var known = KnownMachines(region: "here")
    let traces = (0..<1_000).map { trace(instance: "\($0 % 30)") }
    #expect(known.unknownQueues(traces) == [spotQueue])
    known.offers[spotQueue] = [spot, plain]
    #expect(known.unknownQueues(traces).isEmpty)
    #expect(known.unknownInstances(traces).mapValues(\.count) == ["spot": 30])
    for number in 0..<30 { known.instances[arn("spot", "\(number)")] = .some(nil) }
    #expect(known.unknownInstances(traces).isEmpty, "what ECS does not know is not asked again")
  }

  @Test func anInstanceOfAClusterIsWhatEcsAndTheEnvironmentSay() {
    var known = KnownMachines(region: "here")
    known.offers[spotQueue] = [plain, spot]
    known.instances[arn("spot", "a")] = instance
    #expect(known.unknownMachines([trace()]).isEmpty)
    let stay = known.stays(of: trace())[0]
    #expect(stay.platform == .ec2 && stay.purchase == .spot && stay.instanceType == "m5.large")
    #expect(stay.zone == "here-a" && stay.instance == "i-a" && stay.architecture == "x86_64" && stay.vCPUs == 2)
    #expect(stay.offers.isEmpty && stay.hourlyPrice == nil)
    #expect(known.unknownPrices([stay]) == [KnownMachines.Market(type: "m5.large", zone: "here-a")])
    known.prices[KnownMachines.Market(type: "m5.large", zone: "here-a")] = 0.03
    #expect(known.stays(of: trace())[0].hourlyPrice == 0.03)
  }

  @Test func oneTypeOnDemandAndFargateNeedNoQuestion() {
    var known = KnownMachines(region: "here")
    known.offers["plain"] = [plain]
    known.offers["fargate"] = [fargate]
    let (onOne, onFargate) = (
      trace("plain", queue: "plain"), trace("fargate", instance: nil, queue: "fargate", architecture: "ARM64")
    )
    #expect(known.unknownInstances([onOne, onFargate]).isEmpty)
    #expect(known.stays(of: onOne)[0].instanceType == "m5.large" && known.stays(of: onOne)[0].purchase == .onDemand)
    let stay = known.stays(of: onFargate)[0]
    #expect(stay.platform == .fargate && stay.purchase == .spot && stay.architecture == "arm64")
  }

  @Test func whatIsNotKnownIsOneOfWhatTheEnvironmentAllows() {
    var known = KnownMachines(region: "here")
    known.offers[spotQueue] = [plain, spot]
    #expect(known.stays(of: trace())[0].offers == [spot.offer], "its cluster tells the environment")
    #expect(known.stays(of: trace("other"))[0].offers == [plain.offer, spot.offer])
    known.offers[spotQueue] = []
    known.instances[arn("spot", "a")] = instance
    #expect(known.unknownMachines([trace()]) == ["i-a"], "nothing tells how it was bought")
    #expect(known.stays(of: trace())[0].offers.map(\.purchase) == [.onDemand, .spot])
    known.machines["i-a"] = InstanceInfo(id: "i-a", instanceType: "m5.large", isSpot: true)
    #expect(known.stays(of: trace())[0].purchase == .spot && known.stays(of: trace())[0].offers.isEmpty)
  }

  // MARK: What Batch tells

  private func detail(_ members: String) throws -> JobDetail {
    try JobDetail(
      json: try JSONParser.parse(
        Array(#"{"jobName":"n","jobId":"j","jobQueue":"q","jobDefinition":"d",\#(members)}"#.utf8)))
  }

  @Test func attemptsOfBatchAreStaysAndSoIsTheOneThatRuns() throws {
    let container =
      #""container":{"containerInstanceArn":"arn:aws:ecs:r:1:container-instance/c/2","taskArn":"t","#
      + #""resourceRequirements":[{"type":"VCPU","value":"4"},{"type":"MEMORY","value":"2048"},{"type":"GPU","value":"1"}]}"#
    let attempts = #""attempts":[{"startedAt":5,"stoppedAt":9,"container":{"taskArn":"s"}}]"#
    let running = try #require(JobTrace(detail(#""status":"RUNNING","startedAt":20,\#(container),\#(attempts)"#)))
    #expect(running.stays.map(\.started) == [5, 20] && running.stays.map(\.stopped) == [9, nil])
    #expect(running.reserved == MachineStay.Reservation(vCPUs: 4, memory: 2 << 30, gpus: 1))
    let ended = try #require(
      JobTrace(detail(#""status":"SUCCEEDED","startedAt":5,"stoppedAt":9,\#(container),\#(attempts)"#)))
    #expect(ended.stays.map(\.started) == [5])
    #expect(try JobTrace(detail(#""status":"RUNNABLE""#)) == nil)
    #expect(try JobTrace(detail(#""status":"RUNNING","startedAt":5,"arrayProperties":{"size":3}"#)) == nil)
  }

  @Test func theContainersOfAJobReserveTogether() throws {
    let task = { (vcpus: Int) in
      #"{"image":"i","resourceRequirements":[{"type":"VCPU","value":"\#(vcpus)"},{"type":"MEMORY","value":"64"}]}"#
    }
    let trace = try #require(
      JobTrace(
        detail(
          #""status":"RUNNING","startedAt":5,"ecsProperties":{"taskProperties":[{"taskArn":"arn:aws:ecs:r:1:task/c/9","#
            + #""containers":[\#(task(1)),\#(task(2))],"ephemeralStorage":{"sizeInGiB":50}}]}"#)))
    #expect(trace.reserved == MachineStay.Reservation(vCPUs: 3, memory: 128 << 20, disk: 50 << 30))
    #expect(trace.stays[0].cluster == "c")
  }
}
