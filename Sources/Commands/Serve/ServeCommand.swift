import ArgumentParser
import Glibc
import ServerModel
import WorkflowModel

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves workflows over HTTP, as Cromwell and WES do, with a page to look at.",
    discussion: """
      Requests need a token: that of whoever started the server first is told when it starts, `martlet users add NAME` \
      makes more. When the server ends, runs are left as they are, and the next one goes on with them.
      """)

  /// What answers requests; the program names it when it starts.
  @TaskLocal static var service: (any WorkflowService)?

  @OptionGroup var data: ServerData

  @Option(help: "The address to listen on. Nothing is encrypted: let a proxy do that where others can listen.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any that is free.")
  var port = 8000

  @Option(
    name: .customLong("on"),
    help: "The environment of martlet.yaml that workflows go to which name none; without it the file's default.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml above this folder.")
  var config: String?

  @Option(help: "What runs the containers on this machine: auto, docker, podman, apptainer or none.")
  var containers = ContainerChoice.auto

  @Option(
    help: """
      A folder of this machine whose files workflows may read, and copy results to; may be given several times. Without it \
      all but the server's own data, for a server of one user that only this machine reaches; nothing for others.
      """)
  var files: [String] = []

  @Option(help: "How many workflows run at a time; the others wait.")
  var maxRunning = 500

  @Option(help: "The largest body of a request, in megabytes.")
  var maxUpload = 256

  @Option(help: "How many requests a second of one user are answered.")
  var maxRequests = 200

  @Flag(help: "Ask for no token: whoever reaches the address may do everything. For this machine alone.")
  var open = false

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port is a number from 0 to 65535") }
    if maxRunning < 1 || maxUpload < 1 || maxRequests < 1 {
      throw ValidationError("--max-running, --max-upload and --max-requests are numbers from 1")
    }
    if open, !settings.isLoopback {
      throw ValidationError("--open lets everybody in, and \(host) is not this machine alone")
    }
  }

  private var settings: ServerSettings {
    var settings = data.settings
    settings.host = host
    settings.port = port
    settings.isOpen = open
    if !files.isEmpty || !settings.isLoopback {
      settings.sharedFiles = files.map { SourceReading.absolute($0) }
    }
    settings.maxRunning = maxRunning
    settings.maxBody = maxUpload << 20
    settings.requestsPerSecond = maxRequests
    return settings
  }

  func run() async throws {
    let service = try Self.given()
    var settings = settings
    if settings.sharedFiles == nil, try service.users(settings).count > 1 {
      settings.sharedFiles = []
      Terminal.say("note: there are several users: workflows read no files of this machine but those of --files")
    }
    let host = ServedWorkflows(
      try Configuration.load(config, near: "."), settings, containers: containers, environment: environment)
    try host.check()
    OpenFiles.allowMost()
    try await Signals.cancelling(saying: nil, deciding: leave) { [settings] in
      try await service.serve(settings, host) { Terminal.say($0) }
    }
  }

  /// Ends the process and cancels nothing: jobs go on, and the next server takes them over.
  private var leave: @Sendable () async -> Void {
    {
      Terminal.say("leaving; runs go on when the server is started again")
      _exit(ExitStatus.success.rawValue)
    }
  }

  /// - Throws: ``ExecutionError`` in a program that has no server.
  static func given() throws -> any WorkflowService {
    guard let service else { throw ExecutionError(.unsupported, "this program has no server") }
    return service
  }
}

/// Where a server keeps what it has to know.
struct ServerData: ParsableArguments {
  @Option(name: .customLong("data"), help: "Keeps the database, what was submitted, and the runs.")
  var folder = "martlet-server"

  var settings: ServerSettings { ServerSettings(dataFolder: SourceReading.absolute(folder)) }
}
