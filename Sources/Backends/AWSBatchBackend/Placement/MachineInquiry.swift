import AWSClient
import AWSServices
import WorkflowModel

/// Asks AWS which machines jobs were on, many at a time, each machine once. What is not allowed is said once and not asked
/// again.
struct MachineInquiry: Sendable {
  private(set) var known: KnownMachines
  private let batch: BatchClient
  private let ecs: ECSClient
  private let ec2: EC2Client
  private let clock: any AWSClock
  private var asking = Asking()
  private var pricedAt: UnixTime?

  /// Whether something was not answered just now that may be the next time.
  var isLacking: Bool { asking.isLacking }

  /// Seconds for which a Spot price is taken to be in force.
  private static let priceAge = 3600.0

  /// Source: DescribeJobs, DescribeContainerInstances.
  static let page = 100

  /// - Parameter configuration: asked in vain, AWS is left alone for a while: nobody waits for this.
  init(_ configuration: AWSConfiguration) {
    var configuration = configuration
    configuration.retry = RetryPolicy(maximumAttempts: 3, timeBudget: .seconds(5))
    configuration.observer = nil
    known = KnownMachines(region: configuration.region)
    batch = BatchClient(configuration)
    ecs = ECSClient(configuration)
    ec2 = EC2Client(configuration)
    clock = configuration.clock
  }

  /// What Batch tells of jobs, by their ids. Those that it does not know are left out; nil when it does not answer.
  func traces(of ids: [String]) async -> [String: JobTrace]? {
    guard let jobs = try? await batch.describeJobs(DescribeJobsRequest(jobs: ids)).jobs else { return nil }
    return Dictionary(jobs.compactMap { job in JobTrace(job).map { (job.jobId, $0) } }, uniquingKeysWith: { $1 })
  }

  /// Learns what there is to know of the machines of these jobs.
  ///
  /// - Parameter say: told what is not allowed.
  mutating func learn(_ traces: [JobTrace], say: (String) async -> Void) async {
    asking.isLacking = false
    for queue in known.unknownQueues(traces) {
      let offers = await asking.ask("batch:DescribeComputeEnvironments", say) { [batch] in
        try await Self.offers(of: queue, batch)
      }
      if let offers { known.offers[queue] = offers }
    }
    for (cluster, arns) in known.unknownInstances(traces) {
      for page in arns.pages(of: Self.page) { await learn(page, in: cluster, say) }
    }
    for page in known.unknownMachines(traces).pages(of: Self.page) {
      let request = DescribeInstancesRequest(instanceIds: page)
      let found = await asking.ask("ec2:DescribeInstances", say) { [ec2] in try await ec2.describeInstances(request) }
      for machine in found ?? [] { known.machines[machine.id] = machine }
    }
    await learnPrices(traces, say)
  }

  private mutating func learn(_ arns: [String], in cluster: String, _ say: (String) async -> Void) async {
    let request = DescribeContainerInstancesRequest(cluster: cluster, containerInstances: arns)
    let answer = await asking.ask("ecs:DescribeContainerInstances", say) { [ecs] in
      try await ecs.describeContainerInstances(request).containerInstances ?? []
    }
    guard let answer else { return }
    for arn in arns { known.instances[arn] = .some(answer.first { $0.containerInstanceArn == arn }) }
  }

  /// The prices that are in force: an attempt's is the one of the time at which it was placed.
  private mutating func learnPrices(_ traces: [JobTrace], _ say: (String) async -> Void) async {
    if let pricedAt, clock.now() - pricedAt > Self.priceAge { known.prices = [:] }
    let markets = known.unknownPrices(traces.flatMap { known.stays(of: $0) })
    for types in Set(markets.map(\.type)).sorted().pages(of: Self.page) {
      let now = clock.now()
      let request = DescribeSpotPriceHistoryRequest(instanceTypes: types, startTime: now, endTime: now)
      let prices = await asking.ask("ec2:DescribeSpotPriceHistory", say) { [ec2] in
        try await ec2.describeSpotPriceHistory(request).prices
      }
      pricedAt = now
      for price in prices ?? [] {
        known.prices[KnownMachines.Market(type: price.instanceType, zone: price.zone)] = price.price
      }
    }
  }

  /// Of a queue's compute environments, in any order.
  static func offers(of queue: String, _ batch: BatchClient) async throws -> [EnvironmentOffer] {
    let found = try await batch.describeJobQueues(DescribeJobQueuesRequest(jobQueues: [queue])).jobQueues?.first
    let names = (found?.computeEnvironmentOrder ?? []).map(\.computeEnvironment)
    guard !names.isEmpty else { return [] }
    let request = DescribeComputeEnvironmentsRequest(computeEnvironments: names)
    let environments = try await batch.describeComputeEnvironments(request).computeEnvironments ?? []
    return environments.compactMap { EnvironmentOffer($0) }
  }
}

/// Asks what may be refused.
private struct Asking: Sendable {
  private var refused: Set<String> = []
  var isLacking = false

  /// Nil when it was refused, now or before, or is not answered.
  mutating func ask<Answer>(
    _ permission: String, _ say: (String) async -> Void, _ question: () async throws -> Answer
  ) async -> Answer? {
    if refused.contains(permission) { return nil }
    do {
      return try await question()
    } catch let error as AWSError where error.isAccessDenied {
      refused.insert(permission)
      await say("\(permission) is not allowed: what the run costs can only be told roughly")
    } catch {
      isLacking = true
    }
    return nil
  }
}

extension Array {
  func pages(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
