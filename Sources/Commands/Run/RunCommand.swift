import ArgumentParser
import JSONText
import WorkflowEngine
import WorkflowModel

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a workflow.",
    discussion: """
      The outputs go to stdout as JSON, and everything else to stderr. Inputs are given as name=value, or in a JSON or \
      YAML file; `martlet inputs` shows what a workflow takes.
      """)

  @Argument(help: "The workflow: a path or a URL.")
  var source: String

  @Argument(help: "Inputs, as name=value; a name that is repeated makes an array.")
  var assignments: [String] = []

  @Option(name: [.short, .customLong("inputs")], help: "A JSON or YAML file with inputs.")
  var inputs: String?

  @Option(help: "The workflow or task to run; without it the workflow, or the only task.")
  var target: String?

  @Option(name: [.short, .customLong("outputs")], help: "Write the outputs to this file, too.")
  var outputs: String?

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

  @Option(
    help: """
      When a call has failed: cancel what runs, let it finish, or continue with all that does not need what failed.
      """)
  var failureMode: FailureMode?

  @Flag(name: [.customShort("k"), .long], help: "The same as --failure-mode continue.")
  var keepGoing = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    for assignment in assignments where !assignment.contains("=") {
      throw ValidationError("`\(assignment)` is no input: write name=value")
    }
    if keepGoing, let failureMode, failureMode != .continue {
      throw ValidationError("--keep-going and --failure-mode \(failureMode.rawValue) contradict each other")
    }
  }

  func run() async throws {
    if let outputs { try OutputsFile.check(SourceReading.absolute(outputs), shownAs: outputs) }
    let settings = try Configuration.load(config, near: source)
    let composition = Composition(containers: containers, quiet: quiet)
    let target = try await composition.environment(environment, of: settings)
    do {
      let mode = keepGoing ? .continue : failureMode ?? settings.failureMode ?? .cancel
      try await Signals.cancelling { [composition, target] in try await run(composition, target, mode) }
    } catch {
      await target.shutdown()
      throw error
    }
    await target.shutdown()
  }

  private func run(_ composition: Composition, _ environment: RunEnvironment, _ mode: FailureMode) async throws {
    let program = try await Loading.program(source, composition)
    let workflow = try await program.bind(try InputsFile.read(inputs, assignments), target: target) { reference in
      try await environment.look(at: reference)
    }
    var settings = EngineSettings(runsFolder: SourceReading.absolute(runsDir))
    settings.callWindow = environment.callWindow
    settings.failureMode = mode
    let record = ConfigurationRecord(environments: environment.settings)
    let observers: [any RunObserver] = [record] + (quiet ? [] : [Progress.forTerminal()])
    settings.change = { environment.configured($0, at: $1) }
    let engine = Engine(settings, storages: environment.storages, observers: observers) { environment.backend(for: $0) }
    let result = try await engine.run(workflow)
    let text = JSONWriter.indented(.object(result.outputs))
    if let outputs { try OutputsFile.write(text + "\n", to: SourceReading.absolute(outputs)) }
    Terminal.result(text)
  }
}
