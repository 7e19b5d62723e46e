import AWSBatchBackend
import AWSClient
import ArgumentParser
import WorkflowModel

struct PruneDefinitionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune-definitions", abstract: "Deregisters job definitions of martlet's that no job uses any more.",
    discussion: """
      Only definitions that martlet registered are looked at. One goes when no job that AWS Batch remembers uses it, and \
      it was registered before --keep-days; of several of the same shape the oldest stays. Jobs that run go on, and the \
      next run that needs a definition registers it again.
      """)

  @Option(name: .customLong("on"), help: "The environment of martlet.yaml; without it the only one on AWS Batch.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(help: "Keep those that were registered in the last so many days.")
  var keepDays = 30

  @Flag(help: "Only say which would go.")
  var dryRun = false

  func validate() throws {
    if keepDays < 0 { throw ValidationError("--keep-days takes a number of days, 0 or more") }
  }

  func run() async throws {
    let (keepDays, dryRun) = (keepDays, dryRun)
    let name = try BatchEnvironments.named(environment, config)
    try await EnvironmentAccess.withAWS(of: name, config: config) { aws in
      let pruner = DefinitionPruner(aws)
      let (count, verdicts) = try await pruner.find(keep: Double(keepDays) * 86_400)
      for verdict in verdicts { Terminal.result("\(verdict.definition.label)  \(Self.text(verdict.reason))") }
      let those = verdicts.count == 1 ? "definition" : "definitions"
      Terminal.say("\(verdicts.count) of \(count) \(those) of martlet's in \(aws.region) are not needed")
      if dryRun || verdicts.isEmpty { return }
      for verdict in verdicts { try await pruner.deregister(verdict.definition) }
      Terminal.say("\(verdicts.count) \(those) deregistered")
    }
  }

  private static func text(_ reason: DefinitionPruning.Reason) -> String {
    switch reason {
    case .doubled: "an older revision of the same shape is used instead"
    case .unused: "no job uses it"
    }
  }
}
