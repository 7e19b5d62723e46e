/// What an hour of machines costs, by region: facts with a date and a source, in US dollars.
///
/// A type, a purchase or a region that is not in it has no known price: that is never zero.
package struct PriceTable: Hashable, Sendable {
  package struct InstanceType: Hashable, Sendable {
    package var vCPUs: Double
    /// Bytes.
    package var memory: Int64
    package var gpus: Int
    /// `x86_64`, `arm64`.
    package var architecture: String

    package init(vCPUs: Double, memory: Int64, gpus: Int = 0, architecture: String = "x86_64") {
      self.vCPUs = vCPUs
      self.memory = memory
      self.gpus = gpus
      self.architecture = architecture
    }
  }

  /// When prices were in force, and who said so.
  package struct Origin: Hashable, Sendable {
    /// `2026-11-28`.
    package var date: String
    package var source: String

    package init(date: String, source: String) {
      self.date = date
      self.source = source
    }
  }

  /// What an hour of a part of a task on Fargate costs.
  package struct FargateRates: Hashable, Sendable {
    package var vCPU: Double
    /// Of a GiB.
    package var memory: Double
    /// Of a GiB of ephemeral storage beyond the first ``includedDisk``.
    package var disk: Double

    /// Bytes.
    package static let includedDisk: Int64 = 20 << 30

    package init(vCPU: Double, memory: Double, disk: Double) {
      self.vCPU = vCPU
      self.memory = memory
      self.disk = disk
    }
  }

  package struct Fargate: Hashable, Sendable {
    package var origin: Origin
    /// By architecture.
    package var rates: [String: FargateRates]

    package init(origin: Origin, rates: [String: FargateRates]) {
      self.origin = origin
      self.rates = rates
    }
  }

  /// Prices of Spot instances at one time, kept apart from those on demand: they change by the hour.
  package struct Spot: Hashable, Sendable {
    package var origin: Origin
    /// By type, then by zone.
    package var prices: [String: [String: Double]]

    package init(origin: Origin, prices: [String: [String: Double]]) {
      self.origin = origin
      self.prices = prices
    }
  }

  package struct Region: Hashable, Sendable {
    package var origin: Origin
    /// Of Linux on shared machines, by type.
    package var onDemand: [String: Double]
    package var fargate: Fargate?
    package var spot: Spot?

    package init(origin: Origin, onDemand: [String: Double] = [:], fargate: Fargate? = nil, spot: Spot? = nil) {
      self.origin = origin
      self.onDemand = onDemand
      self.fargate = fargate
      self.spot = spot
    }
  }

  package var types: [String: InstanceType]
  package var regions: [String: Region]

  package init(types: [String: InstanceType] = [:], regions: [String: Region] = [:]) {
    self.types = types
    self.regions = regions
  }

  /// The same with what another table knows, which wins region by region.
  package func overlaid(with other: PriceTable) -> PriceTable {
    PriceTable(types: types.merging(other.types) { $1 }, regions: regions.merging(other.regions) { $1 })
  }

  /// The types that a pattern of an offer stands for: `m5.large`, `m5.*`.
  package func types(matching pattern: String) -> [String] {
    guard pattern.hasSuffix("*") else { return types[pattern] == nil ? [] : [pattern] }
    return types.keys.filter { $0.hasPrefix(pattern.dropLast()) }
  }
}
