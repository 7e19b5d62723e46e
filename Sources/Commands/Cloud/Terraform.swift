import Glibc
import Subprocess
import SystemPackage
import WorkflowModel

/// Terraform, or OpenTofu, on the folder of a ``CloudFolder``.
struct Terraform: Sendable {
  /// Where what it says goes.
  enum Voice {
    case stdout
    case stderr
  }

  struct Answer: Sendable {
    let status: Int32
    let output: String
    let error: String
  }

  let program: String
  let folder: CloudFolder

  /// Those that would do, the first one found in PATH.
  private static let programs = ["terraform", "tofu"]

  /// - Parameter last: what is to be typed in the end where there is no Terraform: `apply`, `destroy`.
  /// - Throws: ``ExecutionError`` with the commands to type.
  init(in folder: CloudFolder, for last: String) throws {
    let places = (ProcessEnvironment.given("PATH") ?? "").split(separator: ":").map(String.init)
    let found = Self.programs.lazy.compactMap { name in
      places.map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
    }
    guard let program = found.first else {
      throw ExecutionError(.notFound, "neither terraform nor tofu is on PATH", help: Self.commands(folder, last))
    }
    self.program = program
    self.folder = folder
  }

  private static func commands(_ folder: CloudFolder, _ last: String) -> String {
    var lines = [
      "install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org), 1.5 or newer,",
      "  and call martlet again; or type, where it is installed, with this folder:",
      "    cd \(folder.path)", "    terraform init", "    terraform \(last)",
    ]
    if last == "apply" { lines.append("    terraform output -raw martlet_yaml    # the environment for martlet.yaml") }
    return lines.joined(separator: "\n")
  }

  /// Fetches the provider, where it is not there yet.
  ///
  /// - Throws: ``ExecutionError`` with what Terraform said.
  func prepare() async throws {
    let answer = try await ask(["init", "-input=false"])
    if answer.status == 0 { return }
    Terminal.draw(answer.output + answer.error)
    throw ExecutionError(
      .service, "terraform init failed in \(folder.path)", help: "what it said stands above; call this again afterwards"
    )
  }

  /// Runs it and keeps what it says.
  func ask(_ arguments: [String]) async throws -> Answer {
    try await start(arguments) { configuration in
      let result = try await run(
        configuration, input: .none, output: .string(limit: Self.limit), error: .string(limit: Self.limit))
      let (output, error) = (result.standardOutput, result.standardError)
      return Answer(status: Self.status(result.terminationStatus), output: output, error: error)
    }
  }

  /// Runs it, and lets it say what it says.
  func show(_ arguments: [String], on voice: Voice = .stderr) async throws -> Int32 {
    try await start(arguments) { configuration in
      let output: FileDescriptor = voice == .stdout ? .standardOutput : .standardError
      let result = try await run(
        configuration, input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      return Self.status(result.terminationStatus)
    }
  }

  private static let limit = 64 << 20
  /// How long it may take to end what it has begun, once it is told to stop: deletions on AWS take minutes.
  private static let patience = Duration.seconds(3600)

  private func start<Result>(
    _ arguments: [String], _ body: (Subprocess.Configuration) async throws -> Result
  ) async throws -> Result {
    var options = PlatformOptions()
    // Of a session of its own: a second Ctrl-C would make it leave without writing its state.
    options.createSession = true
    options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: Self.patience)]
    let configuration = Subprocess.Configuration(
      executable: .path(FilePath(program)), arguments: Arguments(Self.plain(arguments)),
      environment: .inherit.updating(["TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1"]),
      workingDirectory: FilePath(folder.path), platformOptions: options)
    do {
      let result = try await body(configuration)
      try Task.checkCancellation()
      return result
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ExecutionError(.notFound, "cannot run \(program) \(arguments.first ?? "")", cause: error)
    }
  }

  /// Terraform colours what it says, wherever that goes.
  private static func plain(_ arguments: [String]) -> [String] {
    Terminal.isInteractive ? arguments : arguments.prefix(1) + ["-no-color"] + arguments.dropFirst()
  }

  /// The exit status; 128 and the signal's number when a signal ended it.
  private static func status(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let status): status
    case .signaled(let signal): 128 + signal
    }
  }
}
