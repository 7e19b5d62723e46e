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

  @Argument(help: "The run: its name, its folder, _latest, or the folder of its copy in S3 (s3://…).")
  var run = RunLookup.latest

  @Option(help: "Keeps the runs.")
  var runsDir = GoingOn.usualRuns

  @Option(help: "A configuration in place of the one that the run was started with.")
  var config: String?

  @Option(name: [.short, .customLong("outputs")], help: "Write the outputs to this file, too.")
  var outputs: String?

  @Flag(help: "Take no more results from the call cache, and keep none there.")
  var noCache = false

  @Option(help: "How to tell of the run while it goes on: auto, table, lines or json, on stderr.")
  var format = ProgressFormat.auto

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() async throws {
    if let outputs { try OutputsFile.check(SourceReading.absolute(outputs), shownAs: outputs) }
    let directory = try await RunLookup.bring(run, in: runsDir)
    let record = try RunRecord(of: directory)
    let composition = Composition(containers: record.containers, quiet: quiet)
    let settings = try settings(of: record, in: directory)
    let session = RunSession(
      composition: composition, environment: try await composition.environment(record.environment, of: settings),
      mode: record.failureMode, cache: record.usesCache && !noCache ? settings.cache : .off,
      runs: runs(of: directory), outputs: outputs, progress: format)
    try await session.run { session in
      let program = try await Loading.program(record.source, of: record.documents, composition)
      let workflow = try await bound(program, record, in: directory, session)
      return try await session.engine().resume(workflow, in: directory)
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
    if let config { return try Configuration.load(config, near: record.source) }
    guard record.configuration == nil else {
      return try Configuration.load(RunRecord.configurationPath(directory), near: record.source)
    }
    return .none
  }

  /// The folder in which the run was found, which may have been named itself.
  private func runs(of directory: RunDirectory) -> String {
    let folder = FileReference(directory.path).parent.location
    let given = (try? Disk.realPath(of: SourceReading.absolute(runsDir))) ?? nil
    return folder == given || folder == SourceReading.absolute(runsDir) ? runsDir : folder
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
