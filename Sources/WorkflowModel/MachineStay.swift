/// The time that an attempt, or a part of it, spent on one machine, as far as it is known.
///
/// An attempt has several where its backend repeated it by itself. Stays are told apart by ``started``: a later account of
/// the same stay is the better one.
package struct MachineStay: Hashable, Sendable {
  package enum Platform: String, Hashable, Sendable {
    case ec2, fargate
  }

  package enum Purchase: String, Hashable, Sendable {
    case onDemand = "on-demand"
    case spot
  }

  /// What the attempt keeps for itself of the machine.
  package struct Reservation: Hashable, Sendable {
    package var vCPUs: Double
    /// Bytes.
    package var memory: Int64?
    package var gpus: Int
    /// Bytes of a disk that was asked for with the machine: Fargate's ephemeral storage.
    package var disk: Int64?

    package init(vCPUs: Double, memory: Int64? = nil, gpus: Int = 0, disk: Int64? = nil) {
      self.vCPUs = vCPUs
      self.memory = memory
      self.gpus = gpus
      self.disk = disk
    }
  }

  /// Machines of which it was one, when it is not known which.
  package struct Offer: Hashable, Sendable {
    package var platform: Platform
    package var purchase: Purchase
    /// Instance types and families: `m5.large`, `m5.*`. Empty on Fargate.
    package var types: [String]

    package init(_ platform: Platform, _ purchase: Purchase, types: [String] = []) {
      self.platform = platform
      self.purchase = purchase
      self.types = types
    }
  }

  /// What an hour of the machine cost then, where it was asked: the Spot price. In US dollars.
  package var hourlyPrice: Double?
  package var platform: Platform?
  package var purchase: Purchase?
  /// `m5.large`.
  package var instanceType: String?
  /// `i-0123456789abcdef0`.
  package var instance: String?
  package var region: String?
  package var zone: String?
  /// `x86_64`, `arm64`.
  package var architecture: String?
  /// Of the whole machine.
  package var vCPUs: Double?
  /// Of the whole machine, in bytes, as far as tasks may use it.
  package var memory: Int64?
  package var reserved: Reservation
  /// Milliseconds since 1970.
  package var started: Int64?
  /// Nil: it goes on, or nothing tells.
  package var stopped: Int64?
  /// Empty when the machine is known.
  package var offers: [Offer] = []

  package init(reserved: Reservation, started: Int64? = nil, stopped: Int64? = nil) {
    self.reserved = reserved
    self.started = started
    self.stopped = stopped
  }
}

extension MachineStay: CustomStringConvertible {
  /// The machine for people: `m5.large, spot, eu-central-1a`.
  package var description: String {
    guard platform != nil || instanceType != nil else {
      let known = offers.map(\.description)
      return known.isEmpty ? "a machine that is not known" : "one of " + known.joined(separator: "; ")
    }
    let machine = platform == .fargate ? "Fargate" : instanceType ?? "EC2"
    let purchase = purchase.map { $0 == .spot ? "spot" : "on demand" }
    return [machine, purchase, zone ?? region].compactMap { $0 }.joined(separator: ", ")
  }
}

extension MachineStay.Offer: CustomStringConvertible {
  package var description: String {
    let purchase = purchase == .spot ? "spot" : "on demand"
    return platform == .fargate ? "Fargate, \(purchase)" : "\(types.joined(separator: ", ")), \(purchase)"
  }
}

extension [MachineStay] {
  /// Takes an account of a stay: in place of an earlier one of the same stay, or as one more.
  package mutating func take(_ stay: MachineStay) {
    if let place = lastIndex(where: { $0.started == stay.started }) {
      self[place] = stay
    } else {
      append(stay)
    }
  }
}
