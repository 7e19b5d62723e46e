import ArgumentParser
import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Goes on with a run that was interrupted, or that failed.",
    discussion: """
      Calls that had succeeded are not repeated, jobs that go on in AWS Batch are taken over, and what died with martlet is \
      started anew. The workflow, its inputs and martlet.yaml are those that the run was started with.
      """)

  @OptionGroup var of: RunArguments

  @Flag(help: "Let a job on AWS Batch be the head of the run, and return.")
  var detach = false

  @Option(name: [.short, .customLong("outputs")], help: "Write the outputs to this file, too.")
  var outputs: String?

  @Flag(help: "Take no more results from the call cache, and keep none there.")
  var noCache = false

  @Option(help: "How to tell of the run while it goes on: auto, table, lines or json, on stderr.")
  var format = ProgressFormat.auto

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: ArgumentHelp("This is the head's own job of a detached run.", visibility: .hidden))
  var asHead = false

  func validate() throws {
    if detach, outputs != nil {
      throw ValidationError("--detach returns before there are outputs; `martlet download` brings them")
    }
    if detach, of.config != nil || noCache {
      throw ValidationError("--detach goes on with the run as it was begun: without --config and --no-cache")
    }
    try of.requireName()
  }

  func run() async throws {
    if let outputs { try OutputsFile.check(SourceReading.absolute(outputs), shownAs: outputs) }
    let directory = try await of.bring()
    let record = try RunRecord(of: directory)
    let composition = Composition(containers: record.containers, quiet: quiet)
    let options = try WorkflowOptions(record.options, named: "run.json")
    var settings = options.applied(to: try settings(of: record, in: directory))
    if asHead { settings.forgetAgentPaths() }
    var session = RunSession(
      composition: composition, environment: try await composition.environment(record.environment, of: settings),
      mode: record.failureMode, cache: record.usesCache && !noCache ? settings.cache : .off,
      runs: runs(of: directory), outputs: outputs, progress: format, options: options)
    session.isHead = asHead
    if detach { return try await leave(directory, record, session) }
    if asHead, try directory.hasSucceeded() { return Terminal.say("the run has succeeded") }
    try await session.run { session in
      let program = try await Loading.program(record.source, of: record.documents, composition)
      let workflow = try await bound(program, record, in: directory, session)
      return try await session.engine { try HeadRecord.remove(from: $0) }.resume(workflow, in: directory)
    }
  }

  /// Lets a new head go on with the run.
  private func leave(_ directory: RunDirectory, _ record: RunRecord, _ session: RunSession) async throws {
    try await session.detached { start in
      let program = try await Loading.program(record.source, of: record.documents, session.composition)
      let given = DetachedInputs()
      _ = try await program.bind(inputs(of: directory), target: record.target) { reference in
        let entry = try await session.environment.look(at: reference)
        given.note(entry)
        return entry
      }
      if let file = given.first {
        throw ExecutionError(
          .unsupported, "the run \(directory.place.name) reads \(file.location), which a job on AWS Batch does not see",
          help: "go on with it here, without --detach; a run that is detached from its beginning takes its inputs along"
        )
      }
      try await start.goOn(directory)
    }
  }

  /// The workflow with the inputs that the run was given: files among them may be gone, or lie on another machine.
  private func bound(
    _ program: any WorkflowProgram, _ record: RunRecord, in directory: RunDirectory, _ session: RunSession
  ) async throws -> any Workflow {
    let inputs = try inputs(of: directory)
    do {
      return try await session.bind(program, inputs, record.target)
    } catch let error as ExecutionError where error.code == .invalidInput {
      throw ExecutionError(
        error.code, error.message,
        help:
          "the run needs its inputs where they were; bring files that are missing to the same paths of this machine",
        cause: error.cause)
    }
  }

  private func settings(of record: RunRecord, in directory: RunDirectory) throws -> Configuration {
    if let config = of.config { return try Configuration.load(config, near: record.source) }
    guard record.configuration == nil else {
      return try Configuration.load(RunRecord.configurationPath(directory), near: record.source)
    }
    return .none
  }

  /// The folder in which the run was found, which may have been named itself.
  private func runs(of directory: RunDirectory) -> String {
    let folder = FileReference(directory.path).parent.location
    let given = (try? Disk.realPath(of: SourceReading.absolute(of.runsDir))) ?? nil
    return folder == given || folder == SourceReading.absolute(of.runsDir) ? of.runsDir : folder
  }

  private func inputs(of directory: RunDirectory) throws -> WorkflowInputs {
    let values: JSONObject
    do {
      let json = try JSONParser.parse(try TextFile.read(directory.inputs, shownAs: directory.inputs))
      values = json.object ?? JSONObject()
    } catch {
      throw RunRecord.unreadable(directory, directory.inputs, error)
    }
    return WorkflowInputs(values: values, searchFolders: [directory.path], source: directory.inputs)
  }
}

extension RunDirectory {
  /// As its journal here says.
  func hasSucceeded() throws -> Bool { RunHistory(try Journal.events(at: journal)).end == .succeeded }
}
