import ArgumentParser
import JSONText
import WorkflowModel

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Looks at everything that a run needs, and says what is wrong and what to do.",
    discussion: """
      On AWS Batch: credentials, queue, compute environments, roles, bucket, logs, images, secrets, the agent, quotas. On \
      this machine: what runs containers, memory, disk. With a workflow also what its tasks ask for, as far as that is \
      known before they run; its inputs are given as for `run`. Nothing is run; a small object is written to the bucket, \
      read and removed. The exit code is 1 when something is wrong.
      """)

  @Argument(help: "A workflow whose tasks are looked at, too: a path or a URL.")
  var source: String?

  @Argument(help: "Its inputs, as name=value; a name that is repeated makes an array.")
  var assignments: [String] = []

  @Option(name: [.short, .customLong("inputs")], help: "A JSON or YAML file with inputs.")
  var inputs: String?

  @Option(help: "The workflow or task; without it the workflow, or the only task.")
  var target: String?

  @Option(
    name: .customLong("on"),
    help: "The environment of martlet.yaml; without it the one that a run would use.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(help: "What runs the containers on this machine: auto, docker, podman, apptainer or none.")
  var containers = ContainerChoice.auto

  @Option(help: "text or json.")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  func validate() throws {
    for assignment in assignments where !assignment.contains("=") {
      throw ValidationError("`\(assignment)` is no input: write name=value")
    }
  }

  func run() async throws {
    let configuration = try Configuration.load(config, near: source ?? SourceReading.workingFolder + "/.")
    var look = EnvironmentLook(configuration, named: environment, containers)
    var notes: [String] = []
    if let source {
      let demand = try await WorkflowDemand.find(
        source, try InputsFile.read(inputs, assignments), target, in: look, configuration)
      look.demand = demand.requests
      notes = demand.notes
    }
    let report = try await Self.report(look, notes)
    switch format {
    case .text: Terminal.result(report.lines.joined(separator: "\n"))
    case .json: Terminal.result(JSONWriter.indented(report.json))
    }
    if report.hasErrors { throw ExitStatus.failure }
  }

  private static func report(_ look: EnvironmentLook, _ notes: [String]) async throws -> DoctorReport {
    var parts: [DoctorReport.Part] = []
    for name in look.names {
      parts.append(DoctorReport.Part(environment: name, findings: try await look.findings(of: name)))
    }
    return DoctorReport(parts: parts, notes: notes)
  }
}
