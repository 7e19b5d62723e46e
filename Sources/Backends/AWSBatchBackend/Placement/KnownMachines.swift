import AWSServices
import WorkflowModel

/// What is known of the machines of a run, and what would have to be asked to know more: decisions without I/O.
struct KnownMachines: Sendable {
  /// An instance type in a zone: what has a Spot price.
  struct Market: Hashable, Sendable {
    var type: String
    var zone: String
  }

  let region: String
  /// By queue; empty where nothing is known of its environments.
  var offers: [String: [EnvironmentOffer]] = [:]
  /// By ARN; those that ECS does not know have nothing.
  var instances: [String: ContainerInstance?] = [:]
  /// By id of EC2.
  var machines: [String: InstanceInfo] = [:]
  var prices: [Market: Double] = [:]

  init(region: String) { self.region = region }

  // MARK: What to ask

  func unknownQueues(_ traces: [JobTrace]) -> [String] {
    Set(traces.map(\.queue)).filter { offers[$0] == nil }.sorted()
  }

  /// The container instances to ask ECS about, by their clusters.
  func unknownInstances(_ traces: [JobTrace]) -> [String: [String]] {
    var unknown: [String: Set<String>] = [:]
    for trace in traces {
      for stay in trace.stays {
        guard let arn = stay.containerInstance, instances[arn] == nil else { continue }
        let environment = environment(of: stay, in: trace)
        // The price of a Spot instance depends on its zone, too.
        if let environment, environment.onlyType != nil, environment.offer.purchase == .onDemand { continue }
        guard let cluster = stay.cluster ?? environment?.cluster else { continue }
        unknown[cluster, default: []].insert(arn)
      }
    }
    return unknown.mapValues { $0.sorted() }
  }

  /// The instances to ask EC2 about: those of which the cluster does not tell all.
  func unknownMachines(_ traces: [JobTrace]) -> [String] {
    var unknown: Set<String> = []
    for trace in traces {
      for stay in trace.stays {
        guard let instance = stay.containerInstance.flatMap({ instances[$0] ?? nil }), let id = instance.ec2InstanceId,
          machines[id] == nil
        else { continue }
        let isKnown = environment(of: stay, in: trace) != nil && instance.attribute("ecs.instance-type") != nil
        if !isKnown { unknown.insert(id) }
      }
    }
    return unknown.sorted()
  }

  func unknownPrices(_ stays: [MachineStay]) -> Set<Market> {
    Set(stays.compactMap { $0.purchase == .spot ? $0.market : nil }.filter { prices[$0] == nil })
  }

  // MARK: What is known

  /// - Parameter trace: of a job; its stays become machines as far as that is known.
  func stays(of trace: JobTrace) -> [MachineStay] { trace.stays.map { self.stay($0, in: trace) } }

  private func stay(_ stay: JobTrace.Stay, in trace: JobTrace) -> MachineStay {
    var machine = MachineStay(reserved: trace.reserved, started: stay.started, stopped: stay.stopped)
    machine.region = region
    let environment = environment(of: stay, in: trace)
    if environment?.offer.platform == .fargate {
      machine.platform = .fargate
      machine.purchase = environment?.offer.purchase
      machine.architecture = trace.architecture?.lowercased()
      return machine
    }
    let instance = stay.containerInstance.flatMap { instances[$0] ?? nil }
    let known = instance?.ec2InstanceId.flatMap { machines[$0] }
    machine.instance = instance?.ec2InstanceId
    machine.instanceType = instance?.attribute("ecs.instance-type") ?? known?.instanceType ?? environment?.onlyType
    machine.purchase = environment?.offer.purchase ?? known.map { $0.isSpot ? .spot : .onDemand }
    machine.zone = instance?.attribute("ecs.availability-zone") ?? known?.zone
    machine.architecture = instance?.attribute("ecs.cpu-architecture") ?? known?.architecture
    machine.vCPUs = instance?.resource("CPU").map { Double($0) / 1024 }
    machine.memory = instance?.resource("MEMORY").map { Int64($0) << 20 }
    if stay.containerInstance != nil || machine.instanceType != nil { machine.platform = .ec2 }
    machine.hourlyPrice = machine.purchase == .spot ? machine.market.flatMap { prices[$0] } : nil
    if machine.instanceType == nil || machine.purchase == nil {
      machine.offers = offers(for: machine, environment, queue: trace.queue)
    }
    return machine
  }

  private func offers(
    for machine: MachineStay, _ environment: EnvironmentOffer?, queue: String
  ) -> [MachineStay.Offer] {
    if let type = machine.instanceType {
      return [MachineStay.Offer(.ec2, .onDemand, types: [type]), MachineStay.Offer(.ec2, .spot, types: [type])]
    }
    let all = environment.map { [$0.offer] } ?? (offers[queue] ?? []).map(\.offer)
    return all.filter { machine.platform == nil || $0.platform == machine.platform }
  }

  /// The compute environment of a stay: the one whose cluster it was in, or the queue's only one.
  private func environment(of stay: JobTrace.Stay, in trace: JobTrace) -> EnvironmentOffer? {
    let known = offers[trace.queue] ?? []
    if let cluster = stay.cluster, let match = known.first(where: { $0.cluster == cluster }) { return match }
    return known.count == 1 ? known.first : nil
  }
}

extension MachineStay {
  fileprivate var market: KnownMachines.Market? {
    guard let instanceType, let zone else { return nil }
    return KnownMachines.Market(type: instanceType, zone: zone)
  }
}
