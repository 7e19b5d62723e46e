import ArgumentParser
import ServerModel
import WorkflowModel

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves workflows over HTTP, as Cromwell and WES do, with a page to look at.")

  /// What answers requests; the program names it when it starts.
  @TaskLocal static var service: (any WorkflowService)?

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any that is free.")
  var port = 8000

  @Option(name: .customLong("data"), help: "Keeps the database, what was submitted, and the runs.")
  var dataFolder = "martlet-server"

  @Option(
    name: .customLong("on"),
    help: "The environment of martlet.yaml that workflows go to which name none; without it the file's default.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml above this folder.")
  var config: String?

  @Option(help: "What runs the containers on this machine: auto, docker, podman, apptainer or none.")
  var containers = ContainerChoice.auto

  func run() async throws {
    var settings = ServerSettings(dataFolder: SourceReading.absolute(dataFolder))
    settings.host = host
    settings.port = port
    guard let service = Self.service else { throw ExecutionError(.unsupported, "this program has no server") }
    let host = ServedWorkflows(
      try Configuration.load(config, near: "."), containers: containers, environment: environment)
    try await Signals.cancelling(saying: nil) { [settings] in
      try await service.serve(settings, host) { Terminal.say($0) }
    }
  }
}
