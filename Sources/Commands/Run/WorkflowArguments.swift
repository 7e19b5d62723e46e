import ArgumentParser
import WorkflowModel

/// Which workflow is meant, with which inputs, and where it goes: the same for running it and for planning it.
struct WorkflowArguments: ParsableArguments {
  @Argument(help: "The workflow: a path or a URL.")
  var source: String

  @Argument(help: "Inputs, as name=value; a name that is repeated makes an array.")
  var assignments: [String] = []

  @Option(name: [.short, .customLong("inputs")], help: "A JSON or YAML file with inputs.")
  var inputs: String?

  @Option(help: "The workflow or task to run; without it the workflow, or the only task.")
  var target: String?

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Option(
    name: .customLong("on"),
    help: "The environment of martlet.yaml to run on; without it the file's default, or this machine.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml above the workflow.")
  var config: String?

  @Option(help: "What runs the containers on this machine: auto, docker, podman, apptainer or none.")
  var containers = ContainerChoice.auto

  @Option(help: "Write the graph of the workflow's calls to this file: .mmd for Mermaid, .dot for Graphviz.")
  var graph: String?

  @Option(help: "A JSON file with workflow options, as Cromwell has them: docs/cromwell.md.")
  var options: String?

  func validate() throws {
    try GraphFile.check(graph)
    for assignment in assignments where !assignment.contains("=") {
      throw ValidationError("`\(assignment)` is no input: write name=value")
    }
  }

  func configuration() throws -> Configuration { try Configuration.load(config, near: source) }

  /// The options with martlet.yaml as they change it.
  func configurationWithOptions() throws -> (Configuration, WorkflowOptions) {
    let options = try OptionsFile.read(options)
    return (options.applied(to: try configuration()), options)
  }

  /// The workflow with its inputs, and the documents that it was read from, by path or URL.
  func bound(in session: RunSession) async throws -> (any Workflow, documents: [String: [UInt8]]) {
    let (program, documents) = try await Loading.programWithDocuments(source, session.composition)
    if let graph { try GraphFile.write(try program.graph(of: target), to: graph) }
    return (try await session.bind(program, try InputsFile.read(inputs, assignments), target), documents)
  }
}
