import AWSClient
import ArgumentParser
import RunCost
import WorkflowModel

struct UpdatePricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Fetches today's prices from AWS.",
    discussion: """
      Prices on demand come from the price list (pricing:GetProducts), those of Spot instances from EC2 \
      (ec2:DescribeSpotPriceHistory) where that is allowed. They are kept with the configuration and count before those \
      that came with martlet.
      """)

  @Option(help: "The region; repeatable. Without it that of the profile.")
  var region: [String] = []

  @Option(help: "The profile of ~/.aws whose credentials are used.")
  var profile: String?

  func run() async throws {
    let aws = AWSAccess(region: region.first, profile: profile)
    do {
      try await Signals.cancelling(saying: nil) { [region] in try await Self.update(region, aws.configuration()) }
    } catch {
      await aws.shutdown()
      throw error
    }
    await aws.shutdown()
  }

  private static func update(_ named: [String], _ aws: AWSConfiguration) async throws {
    var table = try PriceFile.own() ?? PriceTable()
    let update = PriceUpdate(aws)
    for region in named.isEmpty ? [aws.region] : named {
      Terminal.say("fetching the prices of \(region)")
      let found = try await update.prices(of: region)
      for warning in found.warnings { Terminal.say("warning: \(warning)") }
      table = table.overlaid(with: found.table)
    }
    Terminal.say("the prices are in \(try PriceFile.save(table))")
  }
}
