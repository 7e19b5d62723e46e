import ArgumentParser
import JSONText
import RunCost

struct ListPricesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the regions whose prices are known, with date and source.")

  @Option(help: "table or json; json is the whole table of prices.")
  var format = ListingFormat.table

  func run() throws {
    let prices = try PriceFile.load()
    switch format {
    case .table: Terminal.result(Self.lines(prices).joined(separator: "\n"))
    case .json: Terminal.result(JSONWriter.indented(prices.json))
    }
  }

  private static func lines(_ prices: PriceTable) -> [String] {
    var table = TextTable([
      .init(title: "REGION"), .init(title: "DATE"), .init(title: "TYPES", isNumber: true), .init(title: "FARGATE"),
      .init(title: "SPOT"), .init(title: "SOURCE"),
    ])
    for (name, region) in prices.regions.sorted(by: { $0.key < $1.key }) {
      table.add([
        name, region.origin.date, String(region.onDemand.count), region.fargate?.origin.date ?? "unknown",
        region.spot?.origin.date ?? "unknown", region.origin.source,
      ])
    }
    return table.lines
  }
}
