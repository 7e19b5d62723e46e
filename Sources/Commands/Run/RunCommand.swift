import ArgumentParser
import JSONText
import SourceText
import WorkflowEngine
import WorkflowModel

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a workflow.",
    discussion: """
      The outputs go to stdout as JSON, and everything else to stderr. Inputs are given as name=value, or in a JSON or \
      YAML file; `martlet inputs` shows what a workflow takes.
      """)

  @OptionGroup var workflow: WorkflowArguments

  @Option(name: [.short, .customLong("outputs")], help: "Write the outputs to this file, too.")
  var outputs: String?

  @Option(
    help: """
      When a call has failed: cancel what runs, let it finish, or continue with all that does not need what failed.
      """)
  var failureMode: FailureMode?

  @Flag(name: [.customShort("k"), .long], help: "The same as --failure-mode continue.")
  var keepGoing = false

  @Flag(help: "Run every call: take no results of earlier ones, and keep none for later ones.")
  var noCache = false

  @Option(help: "How to tell of the run while it goes on: auto, table, lines or json, on stderr.")
  var format = ProgressFormat.auto

  @Flag(
    help: """
      Let a job on AWS Batch be the head of the run, and return: status, logs, watch, download, cancel and resume work from \
      any machine.
      """)
  var detach = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if keepGoing, let failureMode, failureMode != .continue {
      throw ValidationError("--keep-going and --failure-mode \(failureMode.rawValue) contradict each other")
    }
    if detach, outputs != nil {
      throw ValidationError("--detach returns before there are outputs; `martlet download` brings them")
    }
  }

  func run() async throws {
    if let outputs { try OutputsFile.check(SourceReading.absolute(outputs), shownAs: outputs) }
    if !quiet, let note = GoingOn.note(of: workflow.runsDir) { Terminal.say("note: " + note) }
    let (settings, options) = try workflow.configurationWithOptions()
    if !quiet { for note in options.notes { Terminal.say("note: " + note) } }
    let composition = Composition(containers: workflow.containers, quiet: quiet)
    let mode = keepGoing ? .continue : failureMode ?? settings.failureMode ?? .cancel
    let session = RunSession(
      composition: composition,
      environment: try await composition.environment(
        workflow.environment ?? options.environment, of: settings),
      mode: mode, cache: noCache ? .off : settings.cache, runs: workflow.runsDir,
      outputs: outputs, progress: format, options: options)
    let record = { @Sendable (environment: String, documents: [String: [UInt8]]) in
      RunRecord(
        source: SourceReading.absolute(workflow.source), target: workflow.target, environment: environment,
        containers: workflow.containers, failureMode: mode, usesCache: !noCache, documents: documents,
        configuration: settings.document?.file.bytes, command: ShownCommand.text(of: CommandLine.arguments),
        options: options.kept)
    }
    if detach {
      try options.checkForHead()
      return try await session.detached { start in
        try await start.begin(workflow) { record(start.session.environment.name, $0) }
      }
    }
    try await session.run { session in
      let (bound, documents) = try await workflow.bound(in: session)
      let record = record(session.environment.name, documents)
      return try await session.engine { try record.write(to: $0) }.run(bound)
    }
  }
}
