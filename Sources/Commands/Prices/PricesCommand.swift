import ArgumentParser

struct PricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices", abstract: "Looks after the prices by which costs are told.",
    subcommands: [UpdatePricesCommand.self, ListPricesCommand.self])
}
