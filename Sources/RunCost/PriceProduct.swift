package import JSONText
import WorkflowModel

/// A product of AWS's price list, as GetProducts gives it: the part that a table of prices is made of.
package enum PriceProduct: Hashable, Sendable {
  case machine(type: String, PriceTable.InstanceType, hourly: Double)
  /// A rate of Fargate for Linux.
  case fargate(architecture: String, FargatePart, hourly: Double)

  package enum FargatePart: Hashable, Sendable {
    case vCPU, memory, disk
  }

  /// Nil for what has no place in the table: other usage, other systems, a price of nothing.
  package init?(json: JSONValue) {
    guard let attributes = json["product"]?["attributes"], let hourly = Self.hourly(json), hourly > 0 else {
      return nil
    }
    if let type = attributes["instanceType"]?.string, let machine = PriceTable.InstanceType(attributes: attributes) {
      self = .machine(type: type, machine, hourly: hourly)
    } else if let usage = attributes["usagetype"]?.string, let (architecture, part) = Self.fargate(usage) {
      self = .fargate(architecture: architecture, part, hourly: hourly)
    } else {
      return nil
    }
  }

  /// The price on demand; nil when it depends on how much is used, or is in another currency.
  private static func hourly(_ json: JSONValue) -> Double? {
    let dimension = only(only(json["terms"]?["OnDemand"])?["priceDimensions"])
    return dimension?["pricePerUnit"]?["USD"]?.string.flatMap { Double($0) }
  }

  /// The value of the only member.
  private static func only(_ json: JSONValue?) -> JSONValue? {
    let members = json?.object.map { Array($0) } ?? []
    return members.count == 1 ? members[0].1 : nil
  }

  /// `EUC1-Fargate-ARM-vCPU-Hours:perCPU`: the region's own beginning does not matter.
  private static func fargate(_ usage: String) -> (String, FargatePart)? {
    guard let start = usage.range(of: "Fargate-")?.upperBound else { return nil }
    return switch usage[start...] {
    case "vCPU-Hours:perCPU": ("x86_64", .vCPU)
    case "GB-Hours": ("x86_64", .memory)
    case "ARM-vCPU-Hours:perCPU": ("arm64", .vCPU)
    case "ARM-GB-Hours": ("arm64", .memory)
    // The same for both.
    case "EphemeralStorage-GB-Hours": ("", .disk)
    default: nil
    }
  }
}

extension PriceTable.InstanceType {
  /// Of a product: `vcpu` is `2`, `memory` is `8 GiB`, `gpu` a count where there are any.
  fileprivate init?(attributes: JSONValue) {
    guard let vCPUs = attributes["vcpu"]?.string.flatMap({ Double($0) }), vCPUs > 0,
      let words = attributes["memory"]?.string?.split(separator: " "), words.count == 2, words[1] == "GiB",
      let memory = Double(words[0].filter { $0 != "," }), memory > 0
    else { return nil }
    let isArm = attributes["physicalProcessor"]?.string?.contains("Graviton") ?? false
    self.init(
      vCPUs: vCPUs, memory: Int64(memory * 1024) << 20, gpus: attributes["gpu"]?.string.flatMap { Int($0) } ?? 0,
      architecture: isArm ? "arm64" : "x86_64")
  }
}

extension PriceTable {
  /// Takes products of a region's price list.
  package mutating func take(_ products: [PriceProduct], of region: String, _ origin: Origin) {
    var known = regions[region] ?? Region(origin: origin)
    known.origin = origin
    var parts: [String: [PriceProduct.FargatePart: Double]] = [:]
    for product in products {
      switch product {
      case .machine(let type, let machine, let hourly):
        types[type] = machine
        known.onDemand[type] = hourly
      case .fargate(let architecture, let part, let hourly): parts[architecture, default: [:]][part] = hourly
      }
    }
    let disk = parts[""]?[.disk]
    for (architecture, part) in parts {
      guard let vCPU = part[.vCPU], let memory = part[.memory], let disk else { continue }
      var fargate = known.fargate ?? Fargate(origin: origin, rates: [:])
      fargate.origin = origin
      fargate.rates[architecture] = FargateRates(vCPU: vCPU, memory: memory, disk: disk)
      known.fargate = fargate
    }
    regions[region] = known
  }
}
