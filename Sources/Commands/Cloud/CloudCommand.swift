import ArgumentParser

struct CloudCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cloud", abstract: "Sets up what martlet needs on AWS, looks after it, and takes it away again.",
    subcommands: [
      CloudUpCommand.self, CloudPlanCommand.self, CloudStatusCommand.self, CloudDownCommand.self,
      PruneDefinitionsCommand.self,
    ])
}
