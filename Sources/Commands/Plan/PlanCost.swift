import JSONText
import RunCost
import WorkflowModel

/// What calls would cost that have to run: a range, by the machines that they may get and by how long they took before.
struct PlanCost: Sendable {
  private struct Row: Sendable {
    let name: String
    var calls = 0
    /// Of one call's hour; nil while no price is known.
    var hourly: CostRange?
    /// Calls without a known price.
    var unknown = 0
    /// Of all calls together for an hour of each.
    var together = CostRange.zero
    /// How long earlier calls took, in milliseconds.
    var earlier: ClosedRange<Int64>?

    /// Of all calls; nil when it is not known how long they take.
    var cost: CostRange? {
      guard let earlier, unknown < calls else { return nil }
      return CostRange(
        low: together.low * Double(earlier.lowerBound) / 3_600_000,
        high: together.high * Double(earlier.upperBound) / 3_600_000)
    }
  }

  private var rows: [Row] = []
  private let origins: [String: PriceTable.Origin?]

  /// - Parameter stays: where the calls would run.
  /// - Parameter earlier: how long tasks took in earlier runs.
  init(_ stays: [CallPath: MachineStay], _ earlier: [String: ClosedRange<Int64>], _ table: PriceTable) {
    let prices = StayPrice(table)
    var places: [String: Int] = [:]
    for (call, stay) in stays.sorted(by: { $0.key < $1.key }) {
      let place = places[call.name] ?? rows.count
      if place == rows.count {
        places[call.name] = place
        rows.append(Row(name: call.name, earlier: earlier[call.name]))
      }
      rows[place].calls += 1
      guard let price = prices.perHour(stay) else {
        rows[place].unknown += 1
        continue
      }
      rows[place].hourly = rows[place].hourly?.spanning(price) ?? price
      rows[place].together = rows[place].together + price
    }
    let regions = Set(stays.values.compactMap(\.region))
    origins = Dictionary(uniqueKeysWithValues: regions.map { ($0, table.regions[$0]?.origin) })
  }

  private var total: CostRange { rows.compactMap(\.cost).reduce(.zero, +) }
  private var uncounted: Int { rows.reduce(0) { $0 + ($1.cost == nil ? $1.calls : $1.unknown) } }

  // MARK: Text

  var lines: [String] {
    var lines = ["cost of the time on machines, about:"] + rows.map { "  " + line($0) }
    if rows.contains(where: { $0.cost != nil }) {
      let rest = uncounted > 0 ? ", without \(Plural.text(uncounted, "call")) that nothing is known of" : ""
      lines.append("  in all \(MoneyText.text(total)) USD\(rest)")
    }
    for (region, origin) in origins.sorted(by: { $0.key < $1.key }) {
      lines.append(
        origin.map { "  prices of \(region) of \($0.date) (\($0.source))" }
          ?? "  no prices of \(region) are known; fetch them: martlet prices update --region \(region)")
    }
    return lines
  }

  private func line(_ row: Row) -> String {
    guard let hourly = row.hourly else { return "\(row.name): not known" }
    let unknown = row.unknown > 0 ? "; of \(Plural.text(row.unknown, "call")) it is not known" : ""
    guard let cost = row.cost, let earlier = row.earlier else {
      return
        "\(row.name): \(MoneyText.text(hourly)) USD per hour of each of \(Plural.text(row.calls, "call"))\(unknown)"
    }
    let (shortest, longest) = (
      ProgressTable.duration(earlier.lowerBound), ProgressTable.duration(earlier.upperBound)
    )
    let took = shortest == longest ? shortest : "\(shortest) to \(longest)"
    return "\(row.name): \(MoneyText.text(cost)) USD for \(Plural.text(row.calls, "call")); earlier ones took \(took)"
      + unknown
  }

  // MARK: JSON

  var json: JSONValue {
    [
      "currency": "USD",
      "tasks": .array(
        rows.map { row in
          var members: JSONObject = ["task": .string(row.name), "calls": .int(row.calls)]
          if let hourly = row.hourly { members["perHour"] = json(hourly) }
          if row.unknown > 0 { members["unknownCalls"] = .int(row.unknown) }
          if let earlier = row.earlier {
            members["earlier"] = ["shortest": .int(earlier.lowerBound), "longest": .int(earlier.upperBound)]
          }
          if let cost = row.cost { members["cost"] = json(cost) }
          return .object(members)
        }),
      "total": json(total), "uncountedCalls": .int(uncounted),
      "prices": .array(
        origins.sorted(by: { $0.key < $1.key }).map { region, origin in
          var members: JSONObject = ["region": .string(region)]
          if let origin {
            members["date"] = .string(origin.date)
            members["source"] = .string(origin.source)
          }
          return .object(members)
        }),
    ]
  }

  private func json(_ range: CostRange) -> JSONValue {
    ["low": MoneyText.json(range.low), "high": MoneyText.json(range.high)]
  }
}
