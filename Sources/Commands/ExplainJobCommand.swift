import AWSBatchBackend
import ArgumentParser
import JSONText
import WorkflowModel

struct ExplainJobCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain-job", abstract: "Says why a job on AWS Batch waits, or how it ended, and what to do about it."
  )

  @Argument(help: "The job's id; of an array's child with its index: id:3.")
  var id: String

  @Option(name: .customLong("on"), help: "The environment of martlet.yaml; without it the only one on AWS Batch.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(help: "text or json.")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() async throws {
    let (id, format) = (id, format)
    let name = try BatchEnvironments.named(environment, config)
    try await EnvironmentAccess.withAWS(of: name, config: config) { aws in
      let job = RegionalJob(id)
      let explanation = try await JobExplanation.explain(job.id, aws.inRegion(job.region))
      switch format {
      case .text: Terminal.result(explanation.text)
      case .json: Terminal.result(JSONWriter.indented(explanation.json))
      }
    }
  }
}
