package import JSONText
package import WorkflowModel

extension MachineStay {
  /// As it stands in the journal: what is not known is left out, sizes are bytes, times milliseconds since 1970.
  package var json: JSONValue {
    var members = JSONObject()
    func add(_ name: String, _ value: JSONValue?) { if let value { members[name] = value } }
    add("platform", platform.map { .string($0.rawValue) })
    add("purchase", purchase.map { .string($0.rawValue) })
    add("instanceType", instanceType.map { .string($0) })
    add("instance", instance.map { .string($0) })
    add("region", region.map { .string($0) })
    add("zone", zone.map { .string($0) })
    add("architecture", architecture.map { .string($0) })
    add("vcpus", vCPUs.map { .double($0) })
    add("memory", memory.map { .int($0) })
    add("hourlyPrice", hourlyPrice.map { .double($0) })
    add("reserved", reserved.json)
    add("started", started.map { .int($0) })
    add("stopped", stopped.map { .int($0) })
    if !offers.isEmpty { add("offers", .array(offers.map(\.json))) }
    return .object(members)
  }

  /// Reads ``json``; members and words that are not known are passed over. Nil when it says nothing of the reservation.
  init?(json: JSONValue) {
    guard let reserved = json["reserved"].flatMap({ Reservation(json: $0) }) else { return nil }
    self.init(reserved: reserved, started: json["started"]?.int, stopped: json["stopped"]?.int)
    platform = json["platform"]?.string.flatMap { Platform(rawValue: $0) }
    purchase = json["purchase"]?.string.flatMap { Purchase(rawValue: $0) }
    instanceType = json["instanceType"]?.string
    instance = json["instance"]?.string
    region = json["region"]?.string
    zone = json["zone"]?.string
    architecture = json["architecture"]?.string
    vCPUs = json["vcpus"]?.double
    memory = json["memory"]?.int
    hourlyPrice = json["hourlyPrice"]?.double
    offers = (json["offers"]?.array ?? []).compactMap { Offer(json: $0) }
  }
}

extension MachineStay.Reservation {
  fileprivate var json: JSONValue {
    var members: JSONObject = ["vcpus": .double(vCPUs)]
    if let memory { members["memory"] = .int(memory) }
    if gpus > 0 { members["gpus"] = .int(gpus) }
    if let disk { members["disk"] = .int(disk) }
    return .object(members)
  }

  fileprivate init?(json: JSONValue) {
    guard let vCPUs = json["vcpus"]?.double else { return nil }
    self.init(
      vCPUs: vCPUs, memory: json["memory"]?.int, gpus: json["gpus"]?.int.map(Int.init) ?? 0, disk: json["disk"]?.int)
  }
}

extension MachineStay.Offer {
  fileprivate var json: JSONValue {
    var members: JSONObject = ["platform": .string(platform.rawValue), "purchase": .string(purchase.rawValue)]
    if !types.isEmpty { members["types"] = .array(types.map { .string($0) }) }
    return .object(members)
  }

  fileprivate init?(json: JSONValue) {
    guard let platform = json["platform"]?.string.flatMap({ MachineStay.Platform(rawValue: $0) }),
      let purchase = json["purchase"]?.string.flatMap({ MachineStay.Purchase(rawValue: $0) })
    else { return nil }
    self.init(platform, purchase, types: (json["types"]?.array ?? []).compactMap(\.string))
  }
}
