import WorkflowEngine
package import WorkflowModel

extension CostReading {
  /// What the run cost by these prices.
  ///
  /// - Parameter now: milliseconds since 1970; until then ran the attempts that go on.
  package func cost(_ table: PriceTable, now: Int64) -> RunCost {
    let prices = StayPrice(table)
    var cost = RunCost()
    var tallies: [RunCost.Grouping: Tally] = [:]
    var seen: [String: Set<CallPath>] = [:]
    var calls: Set<CallPath> = []
    for attempt in attempts {
      let call = attempt.name.call
      let charge = charge(attempt, prices, now)
      let isNew = calls.insert(call).inserted
      cost.total.add(attempt, charge, isNewCall: isNew)
      if attempt.ended == nil, ended == nil { cost.isUnderWay = true }
      cost.regions.formUnion(attempt.stays.compactMap(\.region))
      tallies[.task, default: Tally()].add(call.name, attempt, charge, isNewCall: isNew)
      tallies[.call, default: Tally()].add("\(call)", attempt, charge, isNewCall: isNew)
      for label in attempt.labelTexts {
        let isNew = seen[label, default: []].insert(call).inserted
        tallies[.label, default: Tally()].add(label, attempt, charge, isNewCall: isNew)
      }
    }
    cost.lines = tallies.mapValues(\.lines)
    return cost
  }

  /// What single calls of the run cost, all their attempts together; those that it did not run are left out.
  package func costs(of calls: Set<CallPath>, _ table: PriceTable, now: Int64) -> [CallPath: CostSum] {
    let prices = StayPrice(table)
    var sums: [CallPath: CostSum] = [:]
    for attempt in attempts where calls.contains(attempt.name.call) {
      let charge = charge(attempt, prices, now)
      sums[attempt.name.call, default: CostSum()].add(charge.isFree ? .zero : charge.cost)
    }
    return sums
  }

  private func charge(_ attempt: Attempt, _ prices: StayPrice, _ now: Int64) -> Charge {
    // What never ran kept no machine.
    if attempt.backend == "local" || attempt.stays.isEmpty && attempt.running == nil { return Charge(isFree: true) }
    guard !attempt.stays.isEmpty else { return Charge() }
    var charge = Charge(cost: .zero)
    for stay in attempt.stays {
      guard let started = stay.started else { continue }
      let time = max(0, (stay.stopped ?? attempt.ended ?? ended ?? now) - started)
      charge.time += time
      let billed = stay.platform == .fargate ? max(time, Self.leastOnFargate) : time
      let price = prices.perHour(stay).map { $0 * (Double(billed) / 3_600_000) }
      charge.cost = charge.cost.flatMap { sum in price.map { sum + $0 } }
    }
    return charge
  }

  /// Milliseconds. Source: "AWS Fargate Pricing".
  private static let leastOnFargate: Int64 = 60_000
}

/// What one attempt cost.
private struct Charge {
  var isFree = false
  /// Nil when it is not known.
  var cost: CostRange?
  var time: Int64 = 0
}

extension CostReading.Attempt {
  /// `large`, `size=large`; an empty one for an attempt without labels.
  fileprivate var labelTexts: [String] {
    labels.isEmpty ? [""] : labels.sorted { $0.key < $1.key }.map { $1.isEmpty ? $0 : "\($0)=\($1)" }
  }
}

extension RunCost.Line {
  fileprivate mutating func add(_ attempt: CostReading.Attempt, _ charge: Charge, isNewCall: Bool) {
    if isNewCall { calls += 1 }
    attempts += 1
    if charge.isFree {
      free += 1
      return
    }
    time += charge.time
    all.add(charge.cost)
    if attempt.isLost {
      lost.add(charge.cost)
    } else if attempt.ended != nil, !attempt.succeeded {
      failed.add(charge.cost)
    }
  }
}

/// Lines by their keys, in the order in which these came.
private struct Tally {
  private(set) var lines: [RunCost.Line] = []
  private var places: [String: Int] = [:]

  mutating func add(_ key: String, _ attempt: CostReading.Attempt, _ charge: Charge, isNewCall: Bool) {
    let place = places[key] ?? lines.count
    if place == lines.count {
      places[key] = place
      lines.append(RunCost.Line(key: key))
    }
    lines[place].add(attempt, charge, isNewCall: isNewCall)
  }
}
