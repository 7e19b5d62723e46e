import ArgumentParser
import JSONText
import RunCost
import RunIndex
import WorkflowEngine
import WorkflowModel

extension RunCost.Grouping: ExpressibleByArgument {}

struct CostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost", abstract: "Says what a run cost on AWS, while it goes on or after.",
    discussion: """
      Each attempt is charged its share of the machine that it ran on, for as long as it ran. It is an estimate of the \
      time on machines, not the bill.
      """)

  @OptionGroup var of: RunArguments

  @Option(help: "A line for each task, call or label.")
  var by = RunCost.Grouping.task

  @Option(help: "table or json.")
  var format = ListingFormat.table

  func run() async throws {
    let report = try await of.withRun { found in
      let prices = try PriceFile.load()
      var reading = CostReading()
      try JournalEvents.read(found.directory, CostReading.events) { reading.apply($0) }
      let now = WallClock.system.now()
      var cost = reading.cost(prices, now: now)
      if !reading.cached.isEmpty { cost.saving = try CachedCosts(of.runsDir, prices, now).saving(reading.cached) }
      return CostReport(cost, of: found.directory.place.name, by: by, prices)
    }
    switch format {
    case .table: Terminal.result(Terminal.visible(report.lines.joined(separator: "\n")))
    case .json: Terminal.result(JSONWriter.indented(report.json))
    }
  }
}

/// What calls cost whose results a run took from the call cache.
private struct CachedCosts {
  private let runs: String
  private let prices: PriceTable
  private let now: Int64

  init(_ runs: String, _ prices: PriceTable, _ now: Int64) {
    self.runs = runs
    self.prices = prices
    self.now = now
  }

  /// Reads the journals of the runs that made the results, each once, as far as they are here.
  func saving(_ results: [CostReading.CachedResult]) throws -> RunCost.Saving {
    let folder = RunsFolder(runs)
    let names = try folder.withIndex { index in
      Dictionary(try index.runs().map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
    var saving = RunCost.Saving()
    saving.calls = results.count
    for (run, results) in Dictionary(grouping: results, by: \.run) {
      guard let directory = names[run].flatMap({ try? RunLookup.find($0, in: runs) }) else {
        saving.unknown += results.count
        continue
      }
      var reading = CostReading()
      try JournalEvents.read(directory, CostReading.events) { reading.apply($0) }
      let sums = reading.costs(of: Set(results.map(\.source)), prices, now: now)
      for result in results {
        guard let sum = sums[result.source], sum.unknown == 0 else {
          saving.unknown += 1
          continue
        }
        saving.sum.add(sum.amount)
      }
    }
    return saving
  }
}
