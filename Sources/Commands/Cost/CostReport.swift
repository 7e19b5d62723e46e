package import JSONText
package import RunCost

/// What a run cost for people and for programs: a reading of it, without I/O.
package struct CostReport {
  private let cost: RunCost
  private let run: String
  private let grouping: RunCost.Grouping
  private let prices: PriceTable

  package init(_ cost: RunCost, of run: String, by grouping: RunCost.Grouping, _ prices: PriceTable) {
    self.cost = cost
    self.run = run
    self.grouping = grouping
    self.prices = prices
  }

  static let rule = "each attempt has its share of its machine: the greatest of its shares of vCPUs, memory and GPUs"
  static let limits =
    "an estimate of the time on machines, not the bill: machines that idle or start, disks of EC2, S3 and data transfer "
    + "are not in it"

  private var isFree: Bool { cost.total.free == cost.total.attempts }

  // MARK: Text

  package var lines: [String] {
    let soFar = cost.isUnderWay ? " so far" : ""
    guard cost.total.attempts > 0 else { return ["\(run): no call has run\(soFar)"] + savingLines }
    if isFree { return ["\(run) cost nothing\(soFar): all of it ran on this machine"] + savingLines }
    var parts = part(cost.total.lost, "of that lost to machines that were taken away")
    parts += part(cost.total.failed, "of that in attempts that failed or were ended") + savingLines
    if cost.total.all.unknown > 0 {
      parts.append("unknown: attempts on machines that are not known, or that have no known price")
    }
    let lines = ["\(run) cost about \(amount)\(soFar)", ""] + table + (parts.isEmpty ? [] : [""] + parts)
    return lines + ["", Self.rule, Self.limits] + priceLines
  }

  private var amount: String {
    let all = cost.total.all
    guard all.unknown > 0 else { return "\(MoneyText.text(all.amount)) USD" }
    let unknown = "what \(Plural.text(all.unknown, "attempt")) cost is unknown"
    return all.attempts == 0 ? "nothing that is known: \(unknown)" : "\(MoneyText.text(all.amount)) USD; \(unknown)"
  }

  private var table: [String] {
    var table = TextTable([
      .init(title: grouping.rawValue.uppercased()), .init(title: "CALLS", isNumber: true),
      .init(title: "ATTEMPTS", isNumber: true), .init(title: "MACHINE TIME", isNumber: true),
      .init(title: "USD", isNumber: true), .init(title: "LOST", isNumber: true), .init(title: "FAILED", isNumber: true),
    ])
    for line in cost.lines[grouping] ?? [] {
      table.add([
        line.key.isEmpty ? "(no label)" : line.key, String(line.calls), String(line.attempts),
        line.time > 0 ? ProgressTable.duration(line.time) : "", amount(of: line), part(line.lost), part(line.failed),
      ])
    }
    return table.lines
  }

  private func amount(of line: RunCost.Line) -> String {
    line.free == line.attempts ? "nothing" : MoneyText.text(line.all)
  }

  private func part(_ sum: CostSum) -> String {
    sum.attempts + sum.unknown == 0 ? "" : MoneyText.text(sum)
  }

  private func part(_ sum: CostSum, _ words: String) -> [String] {
    let attempts = sum.attempts + sum.unknown
    return attempts == 0
      ? [] : ["\(words): \(MoneyText.text(sum)) USD (\(Plural.text(attempts, "attempt")))"]
  }

  private var savingLines: [String] {
    let saving = cost.saving
    guard saving.calls > 0 else { return [] }
    let unknown =
      saving.unknown > 0 ? "; of \(Plural.text(saving.unknown, "call")) it is not known what they cost" : ""
    let amount = saving.unknown == saving.calls ? "" : ", which saved \(MoneyText.text(saving.sum.amount)) USD"
    return ["from the call cache: \(Plural.text(saving.calls, "call"))\(amount)\(unknown)"]
  }

  private var priceLines: [String] {
    cost.regions.sorted().map { name in
      guard let region = prices.regions[name] else {
        return "no prices of \(name) are known; fetch them: martlet prices update --region \(name)"
      }
      let others = [("Fargate", region.fargate?.origin), ("Spot", region.spot?.origin)].compactMap { what, origin in
        origin.map { ", of \(what) of \($0.date)" }
      }
      return "prices of \(name) of \(region.origin.date)\(others.joined()) (\(region.origin.source)); "
        + "to fetch today's: martlet prices update --region \(name)"
    }
  }

  // MARK: JSON

  package var json: JSONValue {
    var members: JSONObject = [
      "run": .string(run), "currency": "USD", "underWay": .bool(cost.isUnderWay), "total": .object(json(cost.total)),
      "by": .string(grouping.rawValue),
      "lines": .array(
        (cost.lines[grouping] ?? []).map { line in
          var members: JSONObject = ["key": .string(line.key)]
          for (name, value) in json(line) { members[name] = value }
          return .object(members)
        }),
    ]
    if cost.saving.calls > 0 {
      members["cached"] = [
        "calls": .int(cost.saving.calls), "saved": json(cost.saving.sum), "unknownCalls": .int(cost.saving.unknown),
      ]
    }
    members["prices"] = .array(
      cost.regions.sorted().map { name in
        var region: JSONObject = ["region": .string(name)]
        if let known = prices.regions[name] {
          region["date"] = .string(known.origin.date)
          region["source"] = .string(known.origin.source)
          if let spot = known.spot { region["spotDate"] = .string(spot.origin.date) }
        }
        return .object(region)
      })
    members["rule"] = .string(Self.rule)
    members["notIncluded"] = .string(Self.limits)
    return .object(members)
  }

  private func json(_ line: RunCost.Line) -> JSONObject {
    [
      "calls": .int(line.calls), "attempts": .int(line.attempts), "freeAttempts": .int(line.free),
      "machineTime": .int(line.time), "cost": json(line.all), "lost": json(line.lost), "failed": json(line.failed),
    ]
  }

  private func json(_ sum: CostSum) -> JSONValue {
    [
      "low": MoneyText.json(sum.amount.low), "high": MoneyText.json(sum.amount.high), "attempts": .int(sum.attempts),
      "unknownAttempts": .int(sum.unknown),
    ]
  }
}
