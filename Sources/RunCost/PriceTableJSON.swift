package import JSONText

/// Why a table of prices cannot be read.
package struct PriceTableError: Error, Hashable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

extension PriceTable {
  /// The table that comes with this program.
  ///
  /// - Throws: ``PriceTableError``, which a test rules out.
  package static func builtIn() throws(PriceTableError) -> PriceTable {
    try PriceTable(bytes: PackageResources.prices_json)
  }

  /// - Throws: ``PriceTableError`` that says what is wrong.
  package init(bytes: [UInt8]) throws(PriceTableError) {
    guard let json = try? JSONParser.parse(bytes) else { throw PriceTableError("it is no JSON") }
    try self.init(json: json)
  }

  /// Reads an object of `currency` (`USD`), `types` (name: vCPUs, MiB, GPUs, architecture) and `regions`.
  package init(json: JSONValue) throws(PriceTableError) {
    guard json["currency"]?.string == "USD" else { throw PriceTableError("its `currency` is not `USD`") }
    guard let regions = json["regions"]?.object else { throw PriceTableError("it has no `regions`") }
    self.init()
    for (name, type) in json["types"]?.object ?? JSONObject() { types[name] = try InstanceType(name, type) }
    for (name, region) in regions { self.regions[name] = try Region(name, region) }
  }

  /// What ``init(json:)`` reads.
  package var json: JSONValue {
    [
      "currency": "USD", "types": .object(sorted(types) { $0.json }),
      "regions": .object(sorted(regions) { $0.json }),
    ]
  }
}

/// In the order of the names, so that a file that is written anew differs in what has changed.
private func sorted<Value>(_ values: [String: Value], _ json: (Value) -> JSONValue) -> JSONObject {
  JSONObject(values.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
}

private func amounts(_ json: JSONValue?, _ place: String) throws(PriceTableError) -> [String: Double] {
  var prices: [String: Double] = [:]
  for (name, price) in json?.object ?? JSONObject() {
    guard let price = price.double, price > 0 else {
      throw PriceTableError("the price of `\(name)` in \(place) is no number above 0")
    }
    prices[name] = price
  }
  return prices
}

extension PriceTable.InstanceType {
  fileprivate init(_ name: String, _ json: JSONValue) throws(PriceTableError) {
    guard let values = json.array, values.count >= 2, let vCPUs = values[0].double, vCPUs > 0,
      let memory = values[1].int, memory > 0
    else { throw PriceTableError("the type `\(name)` has no vCPUs and MiB") }
    self.init(
      vCPUs: vCPUs, memory: memory << 20, gpus: values.count > 2 ? Int(values[2].int ?? 0) : 0,
      architecture: values.count > 3 ? values[3].string ?? "x86_64" : "x86_64")
  }

  fileprivate var json: JSONValue {
    [.int(Int(vCPUs)), .int(memory >> 20), .int(gpus), .string(architecture)]
  }
}

extension PriceTable.Origin {
  fileprivate init(_ json: JSONValue, _ place: String) throws(PriceTableError) {
    guard let date = json["date"]?.string, let source = json["source"]?.string else {
      throw PriceTableError("\(place) has no `date` and `source`")
    }
    self.init(date: date, source: source)
  }

  fileprivate var members: JSONObject { ["date": .string(date), "source": .string(source)] }
}

extension PriceTable.Region {
  fileprivate init(_ name: String, _ json: JSONValue) throws(PriceTableError) {
    self.init(origin: try PriceTable.Origin(json, name), onDemand: try amounts(json["onDemand"], name))
    if let fargate = json["fargate"] { self.fargate = try PriceTable.Fargate(fargate, "Fargate of \(name)") }
    if let spot = json["spot"] { self.spot = try PriceTable.Spot(spot, "Spot of \(name)") }
  }

  fileprivate var json: JSONValue {
    var members = origin.members
    members["onDemand"] = .object(sorted(onDemand) { .double($0) })
    if let fargate { members["fargate"] = fargate.json }
    if let spot { members["spot"] = spot.json }
    return .object(members)
  }
}

extension PriceTable.Fargate {
  fileprivate init(_ json: JSONValue, _ place: String) throws(PriceTableError) {
    self.init(origin: try PriceTable.Origin(json, place), rates: [:])
    for (architecture, values) in json["rates"]?.object ?? JSONObject() {
      let numbers = values.array?.compactMap(\.double).filter { $0 > 0 } ?? []
      guard numbers.count == 3 else { throw PriceTableError("\(place) has no three rates of `\(architecture)`") }
      rates[architecture] = PriceTable.FargateRates(vCPU: numbers[0], memory: numbers[1], disk: numbers[2])
    }
  }

  fileprivate var json: JSONValue {
    var members = origin.members
    members["rates"] = .object(sorted(rates) { [.double($0.vCPU), .double($0.memory), .double($0.disk)] })
    return .object(members)
  }
}

extension PriceTable.Spot {
  fileprivate init(_ json: JSONValue, _ place: String) throws(PriceTableError) {
    self.init(origin: try PriceTable.Origin(json, place), prices: [:])
    for (type, zones) in json["prices"]?.object ?? JSONObject() {
      prices[type] = try amounts(zones, place)
    }
  }

  fileprivate var json: JSONValue {
    var members = origin.members
    members["prices"] = .object(sorted(prices) { .object(sorted($0) { .double($0) }) })
    return .object(members)
  }
}
