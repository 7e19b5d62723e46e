package import WorkflowModel

/// What an hour of a stay costs: the attempt's share of its machine.
///
/// The share is the greatest of the attempt's shares of the machine's vCPUs, memory and GPUs: what nobody else can use
/// beside it. On Fargate there is no machine to share: what was asked for has its rates.
package struct StayPrice: Sendable {
  private let table: PriceTable

  /// AWS gives up to so much off the price on demand, and never charges more than that price.
  ///
  /// Source: the pages "Amazon EC2 Spot Instances" and "AWS Fargate Pricing".
  private static let spotDiscount = (ec2: 0.9, fargate: 0.7)
  private static let gibibyte = Double(1 << 30)

  package init(_ table: PriceTable) { self.table = table }

  /// US dollars for an hour. Nil when no price is known for any machine that it may have been.
  package func perHour(_ stay: MachineStay) -> CostRange? {
    guard let name = stay.region, let region = table.regions[name] else { return nil }
    if !stay.offers.isEmpty {
      let prices = stay.offers.flatMap { self.prices($0, stay, region) }
      return prices.dropFirst().reduce(prices.first) { $0?.spanning($1) }
    }
    guard let purchase = stay.purchase else { return nil }
    if stay.platform == .fargate { return fargate(stay, purchase, region) }
    return stay.instanceType.flatMap { self.price(of: $0, purchase, stay, region) }
  }

  /// The prices of all machines of an offer that hold the attempt.
  private func prices(
    _ offer: MachineStay.Offer, _ stay: MachineStay, _ region: PriceTable.Region
  ) -> [CostRange] {
    if offer.platform == .fargate { return fargate(stay, offer.purchase, region).map { [$0] } ?? [] }
    return Set(offer.types.flatMap { table.types(matching: $0) }).compactMap { type in
      guard let machine = table.types[type], holds(machine, stay) else { return nil }
      return price(of: type, offer.purchase, stay, region)
    }
  }

  private func holds(_ machine: PriceTable.InstanceType, _ stay: MachineStay) -> Bool {
    let reserved = stay.reserved
    return machine.vCPUs >= reserved.vCPUs && machine.memory >= reserved.memory ?? 0 && machine.gpus >= reserved.gpus
      && (stay.architecture ?? machine.architecture) == machine.architecture
  }

  private func price(
    of type: String, _ purchase: MachineStay.Purchase, _ stay: MachineStay, _ region: PriceTable.Region
  ) -> CostRange? {
    let isThatMachine = stay.instanceType == type
    guard let share = share(of: stay, in: table.types[type], isThatMachine: isThatMachine) else { return nil }
    let onDemand = region.onDemand[type]
    switch purchase {
    case .onDemand: return onDemand.map { CostRange($0) * share }
    case .spot:
      if isThatMachine, let then = stay.hourlyPrice { return CostRange(then) * share }
      if let known = spot(type, stay.zone, region) { return known * share }
      return onDemand.map { CostRange(low: $0 * (1 - Self.spotDiscount.ec2), high: $0) * share }
    }
  }

  /// Of the zone, or of all zones of the region where it is not known.
  private func spot(_ type: String, _ zone: String?, _ region: PriceTable.Region) -> CostRange? {
    guard let zones = region.spot?.prices[type] else { return nil }
    if let zone, let price = zones[zone] { return CostRange(price) }
    guard let low = zones.values.min(), let high = zones.values.max() else { return nil }
    return CostRange(low: low, high: high)
  }

  /// Nil when the machine's size is not known.
  private func share(of stay: MachineStay, in type: PriceTable.InstanceType?, isThatMachine: Bool) -> Double? {
    let reserved = stay.reserved
    guard let vCPUs = type?.vCPUs ?? (isThatMachine ? stay.vCPUs : nil), vCPUs > 0 else { return nil }
    var share = reserved.vCPUs / vCPUs
    if let memory = type?.memory ?? (isThatMachine ? stay.memory : nil), memory > 0 {
      share = max(share, Double(reserved.memory ?? 0) / Double(memory))
    }
    if let gpus = type?.gpus, gpus > 0 { share = max(share, Double(reserved.gpus) / Double(gpus)) }
    return min(share, 1)
  }

  private func fargate(
    _ stay: MachineStay, _ purchase: MachineStay.Purchase, _ region: PriceTable.Region
  ) -> CostRange? {
    guard let rates = region.fargate?.rates[stay.architecture ?? "x86_64"] else { return nil }
    let reserved = stay.reserved
    let disk = max(0, (reserved.disk ?? 0) - PriceTable.FargateRates.includedDisk)
    let price =
      reserved.vCPUs * rates.vCPU + Double(reserved.memory ?? 0) / Self.gibibyte * rates.memory
      + Double(disk) / Self.gibibyte * rates.disk
    return purchase == .onDemand
      ? CostRange(price) : CostRange(low: price * (1 - Self.spotDiscount.fargate), high: price)
  }
}
